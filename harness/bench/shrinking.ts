import type { Case } from './cases/case.ts';
import { bruteForceMinimum, isMinimal, type Minimum } from './minimum.ts';
import fc from 'fast-check';
import type { Arbitrary, Scheduler } from 'fast-check';
import { scheduler } from '../fast-check/index.ts';
import { shrinkWithFastCheck } from './peers/fast-check.ts';
import { explorerOf, programOfCase, reportFirstFailure, runUntilFailure } from './peers/heddle.ts';
import { scheduleOfOrder } from './peers/schedule-of-order.ts';
import { replayInFreshProcess } from './replay.ts';

export interface ShrinkBudget {
  readonly seeds: number;
  /** The peer is left out where it would take more runs to find anything. */
  readonly fastCheckRunsMax: number;
}

/** Shares of the counterexamples, from 0 to 1. */
export interface ShrinkQuality {
  /** Seeds that gave a counterexample. */
  readonly found: number;
  readonly seeds: number;
  /** At the brute-force minimum: workload, then faults, then holds. */
  readonly minimal: number;
  /** Run again from what is printed: the same failure with the same steps. */
  readonly faithful: number;
}

export interface CaseShrinking {
  readonly name: string;
  readonly minimum: Minimum;
  readonly heddle: ShrinkQuality;
  readonly fastCheck: ShrinkQuality;
  /** fast-check, with the scheduler of `heddle/fast-check`. */
  readonly imported: ShrinkQuality;
}

/** Finds and shrinks a failure of generated workloads from each seed, with both tools. */
export async function measureShrinking(one: Case, budget: ShrinkBudget): Promise<CaseShrinking> {
  const minimum = await bruteForceMinimum(one);
  const unsorted = withoutLate(one);
  const leastOfUnsorted = await bruteForceMinimum(unsorted);
  return {
    name: one.name,
    minimum,
    heddle: await measureHeddle(one, minimum, budget.seeds),
    fastCheck: await measureFastCheck(unsorted, fc.scheduler(), leastOfUnsorted, budget),
    imported: await measureFastCheck(unsorted, scheduler(), leastOfUnsorted, budget),
  };
}

/** The case for those who know no actors that usually come late: how much is out of order is counted without them. */
function withoutLate(one: Case): Case {
  return {
    ...one,
    run: (world, workload) =>
      one.run(
        {
          operation: (label) => world.operation(label),
          task: (name, body) => world.task(name, body),
        },
        workload,
      ),
  };
}

/** Runs of one exploration: as many as `heddle run` makes unless told otherwise. */
const RUNS_MAX = 1_000;

async function measureHeddle(one: Case, minimum: Minimum, seeds: number): Promise<ShrinkQuality> {
  const printed: { token: string; digest: string }[] = [];
  let minimal = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const program = programOfCase(one, true);
    const explorer = explorerOf(program, seed);
    if ((await runUntilFailure(program, explorer, RUNS_MAX)) === undefined) continue;
    const { workload, schedule, token = '', digest } = await reportFirstFailure(program, explorer);
    if (isMinimal(workload, schedule, minimum)) minimal += 1;
    printed.push({ token, digest });
  }
  const again = replayInFreshProcess(
    one.name,
    printed.map(({ token }) => token),
  );
  const faithful = printed.filter(({ digest }, i) => digest === again[i]).length;
  return quality(seeds, printed.length, minimal, faithful);
}

async function measureFastCheck(
  one: Case,
  schedulers: Arbitrary<Scheduler>,
  minimum: Minimum,
  { seeds, fastCheckRunsMax }: ShrinkBudget,
): Promise<ShrinkQuality> {
  const program = programOfCase(one, true);
  let found = 0;
  let minimal = 0;
  let faithful = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const counterexample = await shrinkWithFastCheck(one, schedulers, seed, fastCheckRunsMax);
    if (counterexample === undefined) continue;
    found += 1;
    const { workload, order } = counterexample;
    const schedule = await program.inSlice(() => scheduleOfOrder(program, workload, order));
    if (schedule !== undefined && isMinimal(workload, schedule, minimum)) minimal += 1;
    if (counterexample.faithful) faithful += 1;
  }
  return quality(seeds, found, minimal, faithful);
}

function quality(seeds: number, found: number, minimal: number, faithful: number): ShrinkQuality {
  const share = (count: number): number => (found === 0 ? 0 : count / found);
  return { found, seeds, minimal: share(minimal), faithful: share(faithful) };
}
