import { describe, expect, it } from 'vitest';
import { exploration, quiet, report, result } from '../../fixtures/report.ts';
import { keptFailures } from '../data/keep.ts';
import { summaryOf } from '../data/summary-of.ts';
import { testedFacts } from '../data/tested-facts.ts';
import { noTestedFilter, type TestedFilter } from './tested-filter.ts';
import { testedSections } from './tested-rows.ts';
import { testedViews } from './tested-views.ts';

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
const runOf = (of: typeof full, index: number) =>
  testedViews(summaryOf(of, keptFailures(of)), of.results.map(testedFacts))[index]?.run;
const sections = (of: typeof full, filter: Partial<TestedFilter> = {}) => {
  const summary = summaryOf(of, keptFailures(of));
  return testedSections(summary, testedViews(summary, of.results.map(testedFacts)), {
    ...noTestedFilter,
    ...filter,
  });
};

describe('how much was tested', () => {
  it('is a line for each scenario and variant that applies', () => {
    const [section, ...others] = sections(full, { order: 'report' });
    expect([section?.label, others]).toEqual(['batch-writer', []]);
    expect(section?.rows.map((row) => [row.variant, ...row.cells])).toEqual([
      ['p1-cancel-on-stop', '1,000', '321', '–', '–', '1 of 6', '–'],
      ['hardened', '1,000', '321', '4.2 %', '0.6 %', '1 of 6', '–'],
    ]);
    expect(sections(full, { query: 'hardened' })[0]?.rows).toHaveLength(1);
  });

  it('estimates neither a rate of failures nor a chance of a new ordering where all was tried', () => {
    const proved = report([quiet('hardened', { exploration: searched.exploration, verdict: 'exhausted' })]);
    expect(sections(proved)[0]?.rows[0]?.cells.slice(2, 4)).toEqual(['–', '–']);
    expect(runOf(proved, 0)?.strategies[1]?.slice(-2)).toEqual(['–', '–']);
  });

  it('bounds no rate of failures where it failed', () => {
    const failed = report([result({ exploration: { ...searched.exploration, failing: 3 } })]);
    expect(sections(failed)[0]?.rows[0]?.cells.slice(2, 4)).toEqual(['4.2 %', '–']);
    expect(runOf(failed, 0)?.strategies[1]?.slice(-2)).toEqual(['–', '4.2 %']);
  });

  it('has the weakest first: undecided, then the highest bound; what is proved comes last', () => {
    const bound = (variant: string, failureRateBound: number) =>
      quiet(variant, {
        exploration: {
          ...searched.exploration,
          strategies: [{ name: 'walk', schedules: 1, fresh: 1, failing: 0, failureRateBound }],
        },
      });
    const all = report([
      quiet('proved', { verdict: 'exhausted' }),
      result({ variant: 'broken' }),
      bound('well', 0.01),
      bound('badly', 0.5),
      quiet('cut-off', { verdict: 'unknown' }),
    ]);
    const variants = (filter: Partial<TestedFilter>) =>
      sections(all, filter).flatMap(({ rows }) => rows.map(({ variant }) => variant));
    expect(variants({})).toEqual(['cut-off', 'badly', 'well', 'broken', 'proved']);
    // What has no bound stands last, either way.
    expect(variants({ order: 'bound' }).slice(0, 2)).toEqual(['well', 'badly']);
    expect(variants({ order: '-bound' }).slice(0, 2)).toEqual(['badly', 'well']);
    expect(sections(all, { group: 'variant' }).map(({ label }) => label)[0]).toBe('batch-writer / cut-off');
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
    const view = runOf(proved, 0);
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
    const view = runOf(tried, 0);
    expect(view?.sentence).toContain(
      'Not complete up to equivalent orders, after 3 runs: 60 runs were not all.',
    );
  });

  it('tells of one run its strategies, its discovery curve, its pairs', () => {
    const view = runOf(full, 1);
    expect(view?.strategies[1]).toEqual(['walk', '500', '21', '0', '–', '0.6 %', '4.2 %']);
    expect(view?.guarantees).toEqual(['walk: a race of depth 2 is found with 90 %']);
    expect(view?.discovered).toBe(
      '321 orderings after 1,000 schedules; 6.5 % of them in the second half: the search was slowing down.',
    );
    expect(view?.pairs?.missing).toHaveLength(1);
  });

  it('lists what was measured in the order of the documented columns, then the rest', () => {
    expect(runOf(full, 1)?.measures).toEqual([
      ['cache lock waits', '12'],
      ['requests', '2,500'],
      ['seconds', '3'],
    ]);
  });
});
