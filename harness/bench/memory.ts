import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Case } from './cases/case.ts';
import { explorerOf, programOfCase } from './peers/heddle.ts';

/**
 * The heap may grow by so much, however many schedules one exploration runs: the orderings that are counted exactly, the
 * samples that each random strategy counts, and what the systematic one keeps of a level for the next.
 */
const HEAP_GROWTH_BOUND_MIB = 32;

const RUNS_PER_SLICE = 2_000;
const RUNS_PER_LOOK = 10_000;
const MIB = 2 ** 20;

export interface MemoryUse {
  readonly case: string;
  readonly schedules: number;
  readonly distinct: number;
  readonly distinctIsEstimate: boolean;
  /** Peak of the live heap over its size before the exploration, looked at every 10,000 schedules. */
  readonly growthMiB: number;
  readonly boundMiB: number;
  readonly withinBound: boolean;
}

/** Runs `schedules` schedules of one case in one exploration, collecting garbage before each look at the heap. */
export async function measureMemory(one: Case, schedules: number): Promise<MemoryUse> {
  const program = programOfCase(one);
  const warm = explorerOf(program, 0, schedules);
  await program.inSlice(() => runTo(warm, RUNS_PER_LOOK));
  const gc = garbageCollector();
  const before = liveBytes(gc);
  const explorer = explorerOf(program, 1, schedules);
  let peak = before;
  while (explorer.statistics.schedules < schedules) {
    const until = Math.min(schedules, explorer.statistics.schedules + RUNS_PER_SLICE);
    await program.inSlice(() => runTo(explorer, until));
    if (explorer.statistics.schedules % RUNS_PER_LOOK === 0) peak = Math.max(peak, liveBytes(gc));
  }
  const growthMiB = Math.round(((peak - before) / MIB) * 100) / 100;
  return {
    case: one.name,
    schedules: explorer.statistics.schedules,
    distinct: explorer.statistics.distinct.count,
    distinctIsEstimate: explorer.statistics.distinct.isEstimate,
    growthMiB,
    boundMiB: HEAP_GROWTH_BOUND_MIB,
    withinBound: growthMiB <= HEAP_GROWTH_BOUND_MIB,
  };
}

function runTo(explorer: ReturnType<typeof explorerOf>, schedules: number): void {
  while (explorer.statistics.schedules < schedules && explorer.next());
}

function liveBytes(gc: () => void): number {
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function garbageCollector(): () => void {
  const { gc } = globalThis;
  if (gc !== undefined) {
    return () => {
      gc();
    };
  }
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
