import { describe, expect, it } from 'vitest';
import { lostRows, quiet, report, result, surprise } from '../../fixtures/report.ts';
import { keptFailures } from '../data/keep.ts';
import { summaryOf } from '../data/summary-of.ts';
import { type Filter, noFilter } from './filter.ts';
import { headingOf } from './heading.ts';
import { leavesOf, WHOLE } from './leaf.ts';
import { overviewOf, type OverviewView } from './overview.ts';
import type { Summary } from './summary.ts';

const other = quiet('p1-cancel-on-stop', { scenario: 'batch-writer/two-stops', title: 'two stops' });
const full = report([
  other,
  result(),
  surprise,
  quiet('hardened', {
    exploration: {
      ...quiet('').exploration,
      strategies: [
        { name: 'prompt', schedules: 1, fresh: 1, failing: 0 },
        { name: 'walk', schedules: 500, fresh: 9, failing: 0, failureRateBound: 0.006 },
      ],
    },
  }),
]);
const summary = summaryWith(full.results);

function summaryWith(results: typeof full.results): Summary {
  const some = report(results);
  return summaryOf(some, keptFailures(some));
}

function view(filter: Partial<Filter> = {}, of = summary): OverviewView {
  return overviewOf(of, leavesOf(of), { ...noFilter, ...filter });
}

describe('the overview', () => {
  it('says in a sentence what was asked and what was found', () => {
    expect(headingOf(summary)).toMatchObject({
      sentence:
        '2 scenarios against 3 variants of 1 component, 4,000 schedules: 2 failures found, 1 verdict of 4 not as expected.',
      allAsExpected: false,
    });
  });

  it('has a row for each invariant, a column for each variant, and the worst of all scenarios in a cell', () => {
    const [matrix] = view().matrices;
    expect(matrix?.variants).toEqual(['hardened', 'p1-cancel-on-stop', 'p3-stop-event']);
    const [lost, duplicate] = matrix?.rows ?? [];
    expect(lost?.label).toBe('no-lost-rows');
    expect(lost?.cells.map((cell) => cell?.word)).toEqual(['not found', 'violated', 'violated']);
    expect(lost?.cells.map((cell) => cell?.detail)).toEqual(['≤ 0.6 %', 'in 1 of 2', '12 of 1,000']);
    expect(lost?.parts.map((part) => part.label)).toEqual(['two stops', 'shutdown while a batch commits']);
    expect(duplicate?.cells.map((cell) => cell?.word)).toEqual(['exhausted', 'not found', undefined]);
  });

  it('says how many of the possible workloads a proof covers', () => {
    const exploration = { ...quiet('').exploration, workloads: 12, possibleWorkloads: 40 };
    const proof = summaryWith([quiet('hardened', { verdict: 'exhausted', exploration })]);
    const cell = view({}, proof).matrices[0]?.rows[1]?.cells[0];
    expect(cell).toMatchObject({ word: 'exhausted', detail: 'all 321 of 12/40 workloads' });
    expect(cell?.lines).toContain('12/40 of the possible workloads');
  });

  it('says how few runs stand for all, where they do', () => {
    const reduced = {
      runs: 452,
      blocked: 31,
      standsFor: 10_870,
      workloads: 6,
      time: 'constraints' as const,
      audited: 2,
      swapped: 41,
    };
    const exploration = { ...quiet('').exploration, reduced };
    const proof = summaryWith([quiet('hardened', { verdict: 'exhausted', exploration })]);
    const cell = view({}, proof).matrices[0]?.rows[1]?.cells[0];
    expect(cell).toMatchObject({ word: 'exhausted', detail: '~ 452 for 10,870' });
    expect(cell?.lines).toContain('complete up to equivalent orders: 452 runs stand for 10,870');
  });

  it('tells what a scenario has to say under its name, and nothing of it of the others', () => {
    const cutOff = quiet('p1', {
      scenario: 'batch-writer/two-stops',
      title: 'two stops',
      verdict: 'unknown',
      asExpected: false,
      invariants: [
        { id: 'no-lost-rows', expected: 'holds', verdict: 'unknown', reason: 'runs were cut off' },
      ],
    });
    const claimed = result({ variant: 'p1' });
    const cell = view({}, summaryWith([claimed, cutOff])).matrices[0]?.rows[0]?.cells[0];
    expect(cell).toMatchObject({ word: 'unknown', asExpected: false, contradictsClaim: false });
    expect(cell?.lines).toEqual([
      'violated in 1 of 2 scenarios',
      'unknown in 1 of 2 scenarios',
      '“two stops”: expected: holds; runs were cut off',
      '“shutdown while a batch commits”: its source claims: holds',
    ]);
  });

  it('keeps the variant that all others are compared with in the first place', () => {
    const [matrix] = view(
      {},
      summaryWith([
        result(),
        quiet('p9'),
        quiet('hardened'),
        quiet('noop', { verdict: 'n/a', invariants: [] }),
      ]),
    ).matrices;
    expect(matrix).toMatchObject({ isPinned: true });
    expect(matrix?.variants).toEqual(['hardened', 'p1-cancel-on-stop', 'p9', 'noop']);
    expect(view({}, summaryWith([quiet('p9'), quiet('hardened')])).matrices[0]).toMatchObject({
      isPinned: false,
      variants: ['p9', 'hardened'],
    });
  });

  it('explains the bound of a cell also where its worst scenario has none', () => {
    const sampled = quiet('hardened', {
      scenario: 'batch-writer/two-stops',
      title: 'two stops',
      exploration: full.results[3]?.exploration ?? quiet('').exploration,
    });
    const [matrix] = view({}, summaryWith([quiet('hardened'), sampled])).matrices;
    const cell = matrix?.rows[0]?.cells[0];
    expect(cell?.detail).toBe('≤ 0.6 %');
    expect(cell?.lines).toContain('at most 0.6 % of random schedules fail (95 %)');
  });

  it('has what differs from its expectation stand out, and what contradicts a claim', () => {
    const cells = view().matrices[0]?.rows[0]?.cells ?? [];
    expect(cells.map((cell) => cell?.asExpected)).toEqual([true, true, false]);
    expect(cells.map((cell) => cell?.contradictsClaim)).toEqual([false, true, false]);
  });

  it('leads from a cell to the failure that shows it, or to how much was tested', () => {
    const cells = view().matrices[0]?.rows[0]?.cells ?? [];
    expect(cells.map((cell) => cell?.href)).toEqual([
      '#/run/batch-writer/shutdown-while-a-batch-commits/hardened',
      '#/failure/1',
      '#/failure/2',
    ]);
  });

  it('can have scenarios for rows', () => {
    const rows = view({ rows: 'scenario' }).matrices[0]?.rows ?? [];
    expect(rows.map((row) => row.label)).toEqual(['two stops', 'shutdown while a batch commits']);
    expect(rows[1]?.parts.map((part) => part.label)).toEqual(['no-lost-rows', 'no-duplicate-rows']);
  });

  it('shows what the filter lets through, and says how much', () => {
    const unexpected = view({ show: 'unexpected' });
    expect(unexpected.matrices[0]?.variants).toEqual(['p3-stop-event']);
    expect(unexpected.shown).toBe('1 verdict and 1 failure shown');
    expect(view({ query: 'TWO stops' }).matrices[0]?.variants).toEqual(['p1-cancel-on-stop']);
    expect(view({ query: 'nowhere' })).toMatchObject({ matrices: [], failures: 0 });
    expect(view({ show: 'contradicted' })).toMatchObject({ failures: 1, causes: 1 });
  });

  it('shows the verdicts whose failures the query finds', () => {
    const held = view({ query: 'writer: db.commit#1' });
    expect(held.matrices[0]?.rows.map((row) => row.label)).toEqual(['no-lost-rows']);
    expect(view({ query: '#2' }).matrices[0]?.variants).toEqual(['p3-stop-event']);
  });

  it('says that nothing ran, where nothing did', () => {
    expect(headingOf(summaryWith([])).sentence).toMatch(/^Nothing ran: no scenario/);
    const [none] = [quiet('p1', { verdict: 'n/a' })];
    expect(headingOf(summaryWith([none])).sentence).toBe('Nothing ran: 1 scenario and variant do not apply.');
    const stopped = report([], { stopped: '--bail: 1 of 3 ran.' });
    expect(headingOf(summaryOf(stopped, keptFailures(stopped))).notes).toContain('--bail: 1 of 3 ran.');
  });

  it('sorts rows by name, or worst first', () => {
    const labels = (sort: Filter['sort']): string[] =>
      (view({ sort }).matrices[0]?.rows ?? []).map((row) => row.label);
    expect(labels('name')).toEqual(['no-duplicate-rows', 'no-lost-rows']);
    expect(labels('worst')).toEqual(['no-lost-rows', 'no-duplicate-rows']);
  });

  it('shows a scenario that failed as a whole', () => {
    const broken = summaryWith([
      quiet('p1', { verdict: 'error', asExpected: false, invariants: [], reason: 'it threw' }),
    ]);
    const [row] = view({}, broken).matrices[0]?.rows ?? [];
    expect(row?.label).toBe(WHOLE);
    expect(row?.cells[0]).toMatchObject({ word: 'error', asExpected: false });
    expect(row?.cells[0]?.lines).toContain('it threw');
  });

  it('says at the last one kept how many more failures of a signature there were', () => {
    const many = summaryWith([result({ findings: Array.from({ length: 7 }, () => lostRows) })]);
    expect(many.failures.map(({ more }) => more)).toEqual([undefined, undefined, undefined, undefined, 2]);
    expect(view({}, many).sections[0]?.groups[0]?.more).toBe('2 more failures like it left out');
  });
});
