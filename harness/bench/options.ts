import { parseArgs } from 'node:util';
import { UsageError } from '../core/usage-error.ts';
import type { FirstFailureBudget } from './first-failure.ts';
import type { RecordingBudget } from './recording-costs.ts';
import type { ShrinkBudget } from './shrinking.ts';
import type { SpeedBudget } from './speed.ts';
import type { WorkersBudget } from './workers.ts';

export interface BenchOptions {
  /** One JSON object on standard output; all else goes to standard error. */
  readonly json: boolean;
  /** Only cases whose name contains it. */
  readonly only: string;
  readonly quick: boolean;
  readonly speed: SpeedBudget;
  readonly memorySchedules: number;
  readonly firstFailure: FirstFailureBudget;
  /** The budget of the one case that takes uniform choice ten thousand runs. */
  readonly rareFirstFailure: FirstFailureBudget;
  /** The same for programs of up to 50 tasks; the peer, which has nothing but uniform choice, is left out. */
  readonly manyFirstFailure: FirstFailureBudget;
  readonly shrink: ShrinkBudget;
  /** For each depth. */
  readonly depthTrials: number;
  readonly workers: WorkersBudget;
  /** Of each, of which the fastest counts. */
  readonly largeRunRounds: number;
  readonly recording: RecordingBudget;
  /** CPU seconds for each program, and runs of the memory check. */
  readonly simulatedNode: { readonly seconds: number; readonly memoryRuns: number };
}

const usage = `Usage: npm run bench -- [--quick] [--json] [--only text]
  --quick      within 60 s instead of 10 minutes: shorter rounds, fewer seeds
  --json       prints one object on standard output, everything else on standard error;
               npm run --silent bench -- --json keeps npm's own two lines out of a pipe
  --only text  only cases whose name contains the text`;

/** @throws UsageError for what is not an option */
export function parseOptions(args: readonly string[]): BenchOptions {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, only: { type: 'string' } },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${usage}`);
  }
  const quick = values.quick ?? false;
  const common = { json: values.json ?? false, only: values.only ?? '', quick };
  return quick
    ? {
        ...common,
        speed: { rounds: 5, turnMs: 50, warmUpMs: 150, firstWarmUpMs: 2_000 },
        memorySchedules: 200_000,
        firstFailure: { seeds: 20, fastCheckSeeds: 20, runsMax: 1_000 },
        rareFirstFailure: { seeds: 20, fastCheckSeeds: 3, runsMax: 1_000 },
        manyFirstFailure: { seeds: 20, fastCheckSeeds: 0, runsMax: 200 },
        shrink: { seeds: 10, fastCheckRunsMax: 200 },
        depthTrials: 10_000,
        workers: { rounds: 1, turnMs: 400 },
        largeRunRounds: 2,
        recording: { rounds: 4, runs: 50 },
        simulatedNode: { seconds: 0.3, memoryRuns: 0 },
      }
    : {
        ...common,
        speed: { rounds: 15, turnMs: 200, warmUpMs: 1_000, firstWarmUpMs: 4_000 },
        memorySchedules: 1_000_000,
        firstFailure: { seeds: 200, fastCheckSeeds: 200, runsMax: 10_000 },
        rareFirstFailure: { seeds: 200, fastCheckSeeds: 40, runsMax: 100_000 },
        manyFirstFailure: { seeds: 100, fastCheckSeeds: 0, runsMax: 1_000 },
        shrink: { seeds: 200, fastCheckRunsMax: 1_000 },
        depthTrials: 10_000,
        workers: { rounds: 3, turnMs: 1_500 },
        largeRunRounds: 5,
        recording: { rounds: 15, runs: 200 },
        simulatedNode: { seconds: 2, memoryRuns: 100_000 },
      };
}
