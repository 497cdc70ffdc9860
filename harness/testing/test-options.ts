import type * as fc from 'fast-check';
import type { NodeOptions } from '../core/node-options.ts';
import { UsageError } from '../core/usage-error.ts';
import type { FaultMenu } from '../scenario.ts';
import { strategyNames } from '../strategies/portfolio.ts';

/** How one test is explored. */
export interface TestOptions<W = unknown> {
  /** Schedules to run. Default 1,000. */
  readonly runs?: number;
  /** Where all chance comes from. Default 1. */
  readonly seed?: number;
  /** The only strategies that explore it, as `--strategy` of `heddle run` names them. Default: all. */
  readonly strategy?: string | readonly string[];
  /** What may go wrong. Default: nothing. */
  readonly faults?: FaultMenu;
  /** Generates what the body works on: JSON values only. Default: one empty object. */
  readonly workload?: fc.Arbitrary<W>;
  /** Workloads that are tried before any that is drawn. */
  readonly examples?: readonly W[];
  /** Deliveries after which a run is cut off. Default 10,000. */
  readonly maxSteps?: number;
  /** How much later than due timers may fire, virtual milliseconds. Default 3. */
  readonly timerLatenessMs?: number;
  /** Each run goes on that long at least while anything is pending, virtual milliseconds. Default 0. */
  readonly runForMs?: number;
  /** Runs whole programs on a simulated Node. Default: false. */
  readonly node?: boolean | NodeOptions;
  /** Real milliseconds for all schedules together before the test fails. Default 30,000. */
  readonly timeoutMs?: number;
  /** Whether new failures are kept beside the test file. Default true; false where the environment has `CI`. */
  readonly keep?: boolean;
}

export const TIMEOUT_MS_DEFAULT = 30_000;

/**
 * The names of the strategies that were asked for; undefined for all.
 * @throws UsageError for one that there is not
 */
export function chosenStrategies({ strategy }: Pick<TestOptions, 'strategy'>): readonly string[] | undefined {
  if (strategy === undefined) return undefined;
  const names = typeof strategy === 'string' ? [strategy] : strategy;
  const unknown = names.find((name) => !strategyNames.includes(name));
  if (unknown === undefined && names.length > 0) return names;
  throw new UsageError(
    `The option strategy names ${unknown === undefined ? 'no strategy' : `"${unknown}"`}; there are: ${strategyNames.join(', ')}.`,
  );
}

const names: Readonly<Record<keyof TestOptions, true>> = {
  runs: true,
  seed: true,
  strategy: true,
  faults: true,
  workload: true,
  examples: true,
  maxSteps: true,
  timerLatenessMs: true,
  runForMs: true,
  node: true,
  timeoutMs: true,
  keep: true,
};

/** @throws UsageError for an option that there is not: it would have no effect */
export function checkTestOptions(options: TestOptions): void {
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(names, name)) continue;
    const known = Object.keys(names);
    throw new UsageError(`A test has no option "${name}"; there are: ${known.join(', ')}.`);
  }
}
