import { describe, expect, it } from 'vitest';
import type { ReportedFinding } from '../../../harness/result.ts';
import { lostRows, quiet, report, result } from '../../fixtures/report.ts';
import { keptFailures } from '../data/keep.ts';
import { summaryOf } from '../data/summary-of.ts';
import { failureSections, numbersInOrder } from './failure-groups.ts';
import { noSelection, type Selection } from './filter.ts';

const promptly: ReportedFinding = {
  ...lostRows,
  message: 'a row is lost at once',
  cause: 'everything was prompt',
  clauses: [],
  count: 700,
};
const broken = (variant: string, findings: readonly ReportedFinding[]) => result({ variant, findings });
const full = report([
  broken('p1', [lostRows, promptly]),
  broken('p2', [
    { ...lostRows, message: 'lost 1 of 4 rows: r1', count: 3, steps: lostRows.steps.slice(0, 3) },
  ]),
  quiet('p3', {
    verdict: 'violated',
    asExpected: false,
    invariants: [{ id: 'no-lost-rows', expected: 'holds', verdict: 'violated' }],
    findings: [lostRows],
  }),
]);
const summary = summaryOf(full, keptFailures(full));
const sections = (selection: Partial<Selection> = {}) =>
  failureSections(summary, { ...noSelection, ...selection });
const messages = (order: Selection['order']): readonly string[] =>
  sections({ order })[0]?.groups.map(({ message }) => message) ?? [];

describe('failures of one cause', () => {
  it('are one row with the variants that show them; what is not expected stands first, and apart', () => {
    const groups = sections()[0]?.groups ?? [];
    expect(groups.map(({ cause, expected }) => [cause, expected])).toEqual([
      ['`writer: db.commit#1` was held until `sigterm: start#1`', false],
      ['`writer: db.commit#1` was held until `sigterm: start#1`', true],
      ['everything was prompt', true],
    ]);
    expect(groups.map(({ chips }) => chips.map(({ variant, number }) => `${variant} #${number}`))).toEqual([
      ['p3 #4'],
      ['p1 #1', 'p2 #3'],
      ['p1 #2'],
    ]);
    expect(groups[1]).toMatchObject({ schedules: 15, steps: 3 });
  });

  it('are sorted by a column, either way', () => {
    expect(messages('damage')[0]).toBe('a row is lost at once');
    expect(messages('-often')[0]).toBe('a row is lost at once');
    expect(messages('often').at(-1)).toBe('a row is lost at once');
  });

  it('stand in sections, where somebody asks for them', () => {
    expect(sections({ group: 'variant' }).map(({ label, groups }) => [label, groups.length])).toEqual([
      ['batch-writer / p3', 1],
      ['batch-writer / p1', 2],
      ['batch-writer / p2', 1],
    ]);
  });

  it('follow each other as they stand in the list', () => {
    expect(numbersInOrder(summary, noSelection)).toEqual([4, 1, 3, 2]);
    expect(numbersInOrder(summary, { ...noSelection, query: 'everything prompt' })).toEqual([2]);
  });

  it('lead to a failure that knows the list it came from', () => {
    const [section] = sections({ query: 'p2' });
    expect(section?.groups[0]?.href).toBe('#/failure/3?from=%3Fquery%3Dp2');
  });
});
