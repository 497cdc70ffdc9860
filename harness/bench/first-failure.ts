import type { Tally } from '../explore/explorer.ts';
import type { Case } from './case.ts';
import { runFastCheck } from './peers/fast-check.ts';
import { explorerOf, programOfCase } from './peers/heddle.ts';
import { median, quantile } from './statistics.ts';

export interface FirstFailureBudget {
  readonly seeds: number;
  /** A trial that has not failed by then counts as never. */
  readonly runsMax: number;
}

/** Number of the first failing run, from 1; null where half, or a tenth, of the trials found none. */
export interface RunsToFailure {
  readonly median: number | null;
  readonly p90: number | null;
}

/** By strategy; `portfolio` is all of them in turn, as `heddle run` does it. */
export type FirstFailures = Readonly<Record<string, RunsToFailure>>;

const RUNS_PER_SLICE = 512;
export const PORTFOLIO = 'portfolio';
export const FAST_CHECK = 'fastCheck';

export async function measureFirstFailures(one: Case, budget: FirstFailureBudget): Promise<FirstFailures> {
  const trials = new Map<string, number[]>();
  const note = (strategy: string, runs: number | undefined): void => {
    const known = trials.get(strategy) ?? [];
    known.push(runs ?? Infinity);
    trials.set(strategy, known);
  };
  for (let seed = 1; seed <= budget.seeds; seed++) {
    for (const [strategy, runs] of await heddleTrial(one, seed, budget.runsMax)) note(strategy, runs);
    note(FAST_CHECK, await fastCheckTrial(one, seed, budget.runsMax));
  }
  return Object.fromEntries([...trials].map(([strategy, runs]) => [strategy, summarize(runs)]));
}

/** One exploration, until every strategy has failed once or has come to its end. */
async function heddleTrial(
  one: Case,
  seed: number,
  runsMax: number,
): Promise<Map<string, number | undefined>> {
  const program = programOfCase(one);
  const explorer = explorerOf(program, seed);
  let portfolio: number | undefined;
  let before = '';
  for (let searching = true; searching && explorer.schedules < runsMax;) {
    await program.inSlice(() => {
      for (let i = 0; i < RUNS_PER_SLICE && searching; i++) {
        searching = explorer.next();
        if (explorer.failing > 0) portfolio ??= explorer.schedules;
      }
    });
    const now = stillSearching(explorer.tallies);
    // A strategy that made no run in so many turns is at its end.
    if (now === before || now === '') searching = false;
    before = now;
  }
  const found = new Map([[PORTFOLIO, portfolio]]);
  for (const [strategy, { firstFailure }] of explorer.tallies) found.set(strategy, firstFailure);
  return found;
}

/** The strategies that have not failed yet, with their runs. */
function stillSearching(tallies: ReadonlyMap<string, Tally>): string {
  const searching = [...tallies].filter(([, { firstFailure }]) => firstFailure === undefined);
  return searching.map(([strategy, { schedules }]) => `${strategy} ${schedules}`).join();
}

async function fastCheckTrial(one: Case, seed: number, runsMax: number): Promise<number | undefined> {
  let runs = 0;
  let found: number | undefined;
  await runFastCheck(one, seed, runsMax, ({ failed }) => {
    runs += 1;
    if (failed) found = runs;
    return failed;
  });
  return found;
}

function summarize(runs: readonly number[]): RunsToFailure {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return { median: finite(median(runs)), p90: finite(quantile(runs, 0.9)) };
}
