import { findingWith } from '../core/finding.ts';
import fc from 'fast-check';
import type { Program } from '../program/program.ts';
import { freezeWorkload } from '../program/workloads.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { compareSchedules, compareSizes, sizeOf } from '../shrink/cost.ts';
import type { Case } from './cases/case.ts';
import { everyRun } from './peers/every-run.ts';
import { programOfCase } from './peers/heddle.ts';
import { SIGNATURE } from './peers/scenario-of-case.ts';

/** The smallest failure there is, of which a counterexample can only fall short. */
export interface Minimum {
  readonly workload: unknown;
  readonly schedule: Schedule;
  /** Runs that the proof took. */
  readonly runs: number;
}

/** Enough draws that each of a handful of workloads comes up. */
const DRAWS = 400;

/**
 * By brute force: workloads from the smallest on, of each every ordering, recorded as a schedule; of the first that
 * fails at all, the schedule with the fewest faults, then holds.
 */
export async function bruteForceMinimum(one: Case): Promise<Minimum> {
  const program = programOfCase(one, true);
  let runs = 0;
  for (const workload of workloadsOf(program, one)) {
    let best: Schedule | undefined;
    await program.inSlice(() => {
      for (const { run, schedule } of everyRun(program, (picker) => program.record(workload, picker))) {
        runs += 1;
        if (findingWith(run, SIGNATURE) === undefined) continue;
        if (best === undefined || compareSchedules(schedule, best) < 0) best = schedule;
      }
    });
    if (best !== undefined) return { workload, schedule: best, runs };
  }
  throw new Error(`${one.name}: no workload fails in any order.`);
}

/** Whether nothing smaller fails than this. */
export function isMinimal(workload: unknown, schedule: Schedule, minimum: Minimum): boolean {
  return (
    compareSizes(sizeOf(workload), sizeOf(minimum.workload)) <= 0 &&
    compareSchedules(schedule, minimum.schedule) <= 0
  );
}

function workloadsOf({ id }: Program, one: Case): unknown[] {
  const drawn = fc.sample(one.workload, { seed: 1, numRuns: DRAWS });
  const distinct = new Map(drawn.map((workload) => [JSON.stringify(workload), workload]));
  return [...distinct.values()]
    .sort((a, b) => compareSizes(sizeOf(a), sizeOf(b)))
    .map((workload) => freezeWorkload(id, workload));
}
