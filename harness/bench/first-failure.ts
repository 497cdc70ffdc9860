import fc from 'fast-check';
import type { Arbitrary, Scheduler } from 'fast-check';
import { scheduler } from '../fast-check/index.ts';
import { portfolio } from '../strategies/portfolio.ts';
import type { Strategy } from '../strategies/strategy.ts';
import type { Case } from './cases/case.ts';
import { runFastCheck } from './peers/fast-check.ts';
import { explorerOf, programOfCase, runUntilFailure } from './peers/heddle.ts';
import { median, quantile } from './statistics.ts';

export interface FirstFailureBudget {
  readonly seeds: number;
  /** For the peer alone: it takes ten thousand runs in some case. */
  readonly fastCheckSeeds: number;
  /** A trial that has not failed by then counts as never. */
  readonly runsMax: number;
}

/** Number of the first failing run, from 1; null where half, or a tenth, of the trials found none. */
export interface RunsToFailure {
  readonly median: number | null;
  readonly p90: number | null;
}

/** By strategy, each used alone after the prompt run; `portfolio` is all of them in turn, as `heddle run` does it. */
export type FirstFailures = Readonly<Record<string, RunsToFailure>>;

export const PORTFOLIO = 'portfolio';
export const FAST_CHECK = 'fastCheck';
/** fast-check, with the scheduler of `heddle/fast-check`. */
export const IMPORTED = 'imported';

/** A strategy that has found nothing from so many seeds is not tried on more. */
const SEEDS_TO_GIVE_UP = 20;

/** On the usual workload of the case. Every strategy gets the same seeds. */
export async function measureFirstFailures(one: Case, budget: FirstFailureBudget): Promise<FirstFailures> {
  const { seeds, fastCheckSeeds, runsMax } = budget;
  const found: Record<string, RunsToFailure> = {
    [PORTFOLIO]: await measure(seeds, (seed) => heddleTrial(one, seed, runsMax)),
  };
  for (const strategy of portfolio) {
    // What takes no chances takes the same number each time.
    const trials = strategy.samples ? seeds : 1;
    found[strategy.name] = await measure(trials, (seed) => heddleTrial(one, seed, runsMax, strategy));
  }
  const schedulers = { [FAST_CHECK]: fc.scheduler(), [IMPORTED]: scheduler() };
  for (const [name, arbitrary] of Object.entries(schedulers))
    found[name] = await measure(fastCheckSeeds, (seed) => fastCheckTrial(one, arbitrary, seed, runsMax));
  return found;
}

async function measure(
  seeds: number,
  trial: (seed: number) => Promise<number | undefined>,
): Promise<RunsToFailure> {
  const runs: number[] = [];
  let hopeful = true;
  for (let seed = 1; seed <= seeds && hopeful; seed++) {
    runs.push((await trial(seed)) ?? Infinity);
    hopeful = seed < SEEDS_TO_GIVE_UP || runs.some(Number.isFinite);
  }
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return { median: finite(median(runs)), p90: finite(quantile(runs, 0.9)) };
}

function heddleTrial(
  one: Case,
  seed: number,
  runsMax: number,
  alone?: Strategy,
): Promise<number | undefined> {
  const program = programOfCase(one);
  return runUntilFailure(program, explorerOf(program, seed, runsMax, alone), runsMax);
}

async function fastCheckTrial(
  one: Case,
  schedulers: Arbitrary<Scheduler>,
  seed: number,
  runsMax: number,
): Promise<number | undefined> {
  let runs = 0;
  let found: number | undefined;
  await runFastCheck(one, schedulers, seed, runsMax, ({ failed }) => {
    runs += 1;
    if (failed) found ??= runs;
    return failed || runs >= runsMax;
  });
  return found;
}
