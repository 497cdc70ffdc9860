import { describe, expect, it } from 'vitest';
import { exploration, quiet, report, result } from '../../fixtures/report.ts';
import { keptFailures } from '../data/keep.ts';
import { summaryOf } from '../data/summary-of.ts';
import { testedFacts } from '../data/tested-facts.ts';
import { runView, testedRows } from './tested-view.ts';

const searched = quiet('hardened', {
  exploration: {
    ...exploration,
    failing: 0,
    strategies: [
      { name: 'systematic', schedules: 500, fresh: 300, failing: 0 },
      {
        name: 'walk',
        schedules: 500,
        fresh: 21,
        failing: 0,
        failureRateBound: 0.006,
        newOrderingChance: 0.042,
        guarantee: 'a race of depth 2 is found with 90 %',
      },
    ],
    discovery: [
      [1, 1],
      [500, 300],
      [1_000, 321],
    ],
  },
  measures: { seconds: 3, requests: 2_500, 'cache lock waits': 12 },
  documented: { source: 'a page', columns: ['cache lock waits', 'requests'], figures: {} },
});
const full = report([result(), searched, quiet('noop', { verdict: 'n/a' })]);
const summary = summaryOf(full, keptFailures(full));
const tested = full.results.map(testedFacts);

describe('how much was tested', () => {
  it('is a line for each scenario and variant that applies', () => {
    expect(testedRows(summary, tested, '').map((row) => [row.variant, ...row.cells])).toEqual([
      ['p1-cancel-on-stop', '1,000', '321', '–', '–', '1 of 6', '–'],
      ['hardened', '1,000', '321', '4.2 %', '0.6 %', '1 of 6', '–'],
    ]);
    expect(testedRows(summary, tested, 'hardened')).toHaveLength(1);
  });

  it('estimates no rate of failures where all was tried', () => {
    const proved = report([quiet('hardened', { exploration: searched.exploration, verdict: 'exhausted' })]);
    const rows = testedRows(summaryOf(proved, keptFailures(proved)), proved.results.map(testedFacts), '');
    expect(rows[0]?.cells[3]).toBe('–');
  });

  it('tells of one run how few stand for all, and how that was audited', () => {
    const reduced = {
      runs: 452,
      blocked: 31,
      workloads: 6,
      time: 'constraints' as const,
      audited: 2,
      swapped: 41,
    };
    const proved = report([
      quiet('hardened', { exploration: { ...exploration, reduced }, verdict: 'exhausted' }),
    ]);
    const [{ scenario } = searched] = proved.results;
    const view = runView(
      summaryOf(proved, keptFailures(proved)),
      proved.results.map(testedFacts),
      scenario,
      'hardened',
    );
    expect(view?.sentence).toContain(
      'It is complete up to equivalent orders: 452 runs stand for all; 31 runs left, as others stand for them. Audited: all schedules of 2 workloads had no other outcome, 41 swaps of neighbouring steps made no difference.',
    );
  });

  it('tells of one run why it is not complete up to equivalent orders', () => {
    const reduced = {
      runs: 3,
      blocked: 57,
      workloads: 0,
      unfinished: '60 runs were not all',
      time: 'clock' as const,
      audited: 0,
      swapped: 0,
    };
    const tried = report([quiet('hardened', { exploration: { ...exploration, reduced } })]);
    const summary = summaryOf(tried, keptFailures(tried));
    const view = runView(summary, tried.results.map(testedFacts), searched.scenario, 'hardened');
    expect(view?.sentence).toContain(
      'Not complete up to equivalent orders, after 3 runs: 60 runs were not all.',
    );
  });

  it('tells of one run its strategies, its discovery curve, its pairs', () => {
    const view = runView(summary, tested, searched.scenario, 'hardened');
    expect(view?.strategies[1]).toEqual(['walk', '500', '21', '0', '–', '0.6 %', '4.2 %']);
    expect(view?.guarantees).toEqual(['walk: a race of depth 2 is found with 90 %']);
    expect(view?.discovered).toBe(
      '321 orderings after 1,000 schedules; 6.5 % of them in the second half: the search was slowing down.',
    );
    expect(view?.pairs.missing).toHaveLength(1);
  });

  it('lists what was measured in the order of the documented columns, then the rest', () => {
    expect(runView(summary, tested, searched.scenario, 'hardened')?.measures).toEqual([
      ['cache lock waits', '12'],
      ['requests', '2,500'],
      ['seconds', '3'],
    ]);
  });

  it('leads to the failures of a run', () => {
    const view = runView(summary, tested, searched.scenario, 'p1-cancel-on-stop');
    expect(view?.failures).toEqual([{ href: '#/failure/1', message: 'lost 2 of 4 rows: r1, r2' }]);
    expect(runView(summary, tested, 'no/such', 'x')).toBeUndefined();
  });
});
