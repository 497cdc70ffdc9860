import type { Exception } from '../schedule/exceptions.ts';

/**
 * What became of the run with one event at another place. `differs`: it does not fail as the failure does, but in
 * another way.
 */
export type ToleranceOutcome = 'fails' | 'passes' | 'differs';

/** One run in which the event came at another place, the rest of the schedule as it was. */
export interface TolerancePoint {
  /** The step at which the event came in that run. */
  readonly step: number;
  /** When it came, virtual milliseconds since the run began. */
  readonly atMs: number;
  /** The event that came right before it; absent where it came first. */
  readonly after?: string;
  /** What stands in the place of the exception, which replays the point; empty where the exception is left out. */
  readonly instead: readonly Exception[];
  /** What became of it. */
  readonly outcome: ToleranceOutcome;
  /** Where it `differs`: in which way, `kind/invariant`. */
  readonly failsAs?: string;
}

/** Neighbouring points with one outcome: ends included, and nothing is said of what lies between two ranges. */
export interface ToleranceRange {
  /** The first of them, on the axis. */
  readonly from: number;
  /** The last of them, on the axis. */
  readonly to: number;
  /** What became of all of them. */
  readonly outcome: ToleranceOutcome;
}

/** How far the moment of one event can move before the outcome is another: a measured race window. */
export interface Tolerance {
  /** The exception of the schedule that was varied: a hold or a delay. */
  readonly exception: Exception;
  /** Id of the event that was moved. */
  readonly event: string;
  /**
   * `steps`: released after each event that it can wait for. `ms`: also at the last moment at which it can come there;
   * only of events whose outcome the moment alone decides.
   */
  readonly axis: 'steps' | 'ms';
  /** Where it is in the failing run: a step, or virtual milliseconds, as the axis says. */
  readonly failingAt: number;
  /** Each one run that was made; ascending on the axis. */
  readonly points: readonly TolerancePoint[];
  /** The points of one outcome side by side, ascending; on the axis. */
  readonly ranges: readonly ToleranceRange[];
  /** Set where the bound on runs came before all places were tried: the points are spread over all places evenly. */
  readonly isSampled?: true;
  /** In words: ``fails if `writer: db.commit#1` comes between 10.5 and 13.5 ms; passes at 10 ms and from 14 ms on``. */
  readonly sentence: string;
}
