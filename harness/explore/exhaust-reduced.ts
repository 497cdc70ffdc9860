import type { Program } from '../program/program.ts';
import { exhaustive } from '../strategies/portfolio.ts';
import type { ExploreOptions } from './explore-options.ts';
import type { Explorer } from './explorer.ts';
import type { ReducedSpace } from './reduced/reduced-space.ts';

/** A sample in which fewer than one run in so many showed a new ordering comes from a small space. */
const SMALL_SPACE = 2;
/** Runs on the workload with the longest ones, where nobody asked for all: if these are not all, the end is not near. */
const FIRST_MAX = 60;
/** Runs on all workloads then, for each schedule of the sample. */
const RUNS_PER_SCHEDULE = 0.5;
/** Real milliseconds where nobody gives a limit: it is not to be reached. */
const MS_MAX = 300_000;

/**
 * After a sample without a failure, and an enumeration that has not come to its end: looks at all schedules up to
 * equivalent orders, elsewhere. A run that fails there is made here, too, and counted. Undefined where that cannot be done,
 * or is not asked for.
 */
export async function exhaustReduced(
  program: Program,
  explorer: Explorer,
  runs: number,
  options: ExploreOptions,
): Promise<ReducedSpace | undefined> {
  const { elsewhere, strategies, signal, timeLimitMs = MS_MAX } = options;
  const isAsked = strategies?.includes(exhaustive.name) === true;
  if (elsewhere?.reduced === undefined || signal?.aborted === true) return undefined;
  if (strategies !== undefined && !isAsked) return undefined;
  // On a simulated Node all steps touch the machine, and so depend on one another.
  const isSimulated = program.scenario.node !== undefined && program.scenario.node !== false;
  const order = explorer.longestFirst;
  if (isSimulated || !explorer.statistics.isClean || runs <= 1) return undefined;
  const { distinct, schedules } = explorer.statistics;
  if (!isAsked && distinct.count >= schedules / SMALL_SPACE) return undefined;
  const reduced = await elsewhere.reduced({
    workloads: order.map((number) => explorer.workloads[number]),
    firstMax: isAsked ? runs : Math.min(runs, FIRST_MAX),
    runsMax: isAsked ? runs : Math.ceil(runs * RUNS_PER_SCHEDULE),
    msMax: timeLimitMs,
  });
  const { failure } = reduced;
  if (failure === undefined) return reduced;
  const workload = order[failure.workload] ?? 0;
  if (await program.inSlice(() => explorer.follow(workload, failure.schedule))) return reduced;
  return { ...reduced, isComplete: false, doubt: 'a run that fails where code is instrumented passes here' };
}
