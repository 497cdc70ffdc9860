import type { DataAsked } from './data-asked.ts';
import type { Elsewhere } from './leaks.ts';
import type { RunSeed } from './seed.ts';

/** The base seed where nobody gives one. */
export const SEED_DEFAULT = 1;
/** Schedules for each scenario and variant where nobody says how many. */
export const RUNS_DEFAULT = 1_000;

/** How much is explored, where chance comes from, and what ends it early. */
export interface ExploreOptions {
  /** Base seed: fixes workloads and schedules. */
  readonly seed: number;
  /** Schedules to run; fewer where there are no more. */
  readonly runs: number;
  /** Names of strategies. Default: the portfolio. */
  readonly strategies?: readonly string[];
  /** Stops the exploration at the end of a slice; what was found is reported. */
  readonly signal?: AbortSignal;
  /** Told at the end of each slice how many of the schedules asked for were run. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops after so many distinct failures. */
  readonly failuresMax?: number;
  /** Stops after so many real milliseconds: the result then depends on the machine. */
  readonly timeLimitMs?: number;
  /** Stops after so many virtual milliseconds in all runs together. */
  readonly virtualLimitMs?: number;
  /** Makes no more schedules than that, though `runs` are planned: the one after would never return. */
  readonly stopAfter?: number;
  /** Whether it is tried how far a failure's events can move, and what its schedule does on other variants. Default true. */
  readonly look?: boolean;
  /** Whether failures are made smaller before they are reported. Default true. */
  readonly shrink?: boolean;
  /** Of which failures the cause is told in data, too, where their runs can be recorded. Default `all`. */
  readonly data?: DataAsked;
  /** Whether races in runs that pass are looked for, where these can be recorded: for a reviewer. Default false. */
  readonly races?: boolean;
  /** Ends the exploration where code does not come back for so many real milliseconds. Default: it is waited for. */
  readonly comesBackMs?: number;
  /** Told of each run before it is made: a run that never returns can be named by another thread. */
  readonly beacon?: (seed: RunSeed) => void;
  /** Makes runs in a realm that made none of these. Without it, state that outlives runs is not looked for so. */
  readonly elsewhere?: Elsewhere;
}
