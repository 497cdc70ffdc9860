import type { Kinds } from './kinds.ts';

/** Default step bound of a run, deliveries. */
export const MAX_STEPS = 10_000;

/** How much later than due timers may fire where a strategy wants it, by default. Virtual milliseconds. */
export const TIMER_LATENESS_MS = 3;

/** What a run needs to know beside the code that it runs. */
export interface RunLimits {
  /** Deliveries after which the run is cut off. */
  readonly maxSteps: number;
  /** Seeds `Math.random` and its kin for the code under test; asked for when they are first used. */
  readonly entropy: () => number;
  /** What its findings may be. */
  readonly kinds: Kinds;
  /** The invariants that checks may speak of. Default: any. */
  readonly invariants?: ReadonlySet<string>;
  /** Invariants that do not apply here: what is said of them as the run goes on is not heard. */
  readonly inapplicable?: ReadonlySet<string>;
  /** Ids of most events will be asked for: count names as events are made. */
  readonly countNames?: boolean;
  /** How much later than due timers may fire where a strategy wants it, virtual milliseconds. */
  readonly timerLatenessMs: number;
  /** Told of the tasks that may be cancelled although no fault menu names them. */
  readonly allowCancel?: (task: string) => void;
  /** Collects the names of the operations that runs declare. */
  readonly operations?: Set<string>;
  /** Collects the names of the programs that runs declare. */
  readonly processes?: Set<string>;
  /** Collects the invariants that the checks spoke of. */
  readonly checked?: Set<string>;
}
