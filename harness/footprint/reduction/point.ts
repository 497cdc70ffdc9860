/** One way of going on. */
export interface Option {
  /** Equal in all runs in which it means the same. */
  readonly name: string;
  /** Names of the pending events that happen: one, or two in one chunk; none where somebody is cancelled. */
  readonly events: readonly string[];
  /**
   * Whether it is one event as it is, and that event can never happen otherwise: not fail, nor share a chunk, nor be taken
   * back by the schedule.
   */
  readonly isAlone: boolean;
  /** Whether it is one of the faults of a budget, and cannot be chosen any more once that is spent. */
  readonly isFault: boolean;
}

/** The time as the engine counts it, virtual milliseconds. */
export interface Clock {
  readonly nowMs: number;
  /** Of each pending event: when it opens and closes. */
  readonly windows: ReadonlyMap<string, readonly [opensMs: number, closesMs: number]>;
  /** When the first of those is due that bar others then: timers, immediates, handles that were closed. */
  readonly dueMs: number;
}

/** What may come next in a run. */
export interface Point {
  /** In order of preference. Where time is a matter of constraints, whether windows allow it or not; else where they do. */
  readonly options: readonly Option[];
  /** Names of all pending events. */
  readonly pending: readonly string[];
  /** Of those that keep the run going. */
  readonly live: readonly string[];
  /** Whether faults are left. */
  readonly mayFail: boolean;
  /**
   * Whether each step changes what may come next only by what it makes, takes back, delivers and lets be cancelled, so that
   * the next point can be told from this one and the step. Not where it takes more: where messages share a connection.
   */
  readonly isForeseeable: boolean;
  /** Only where time is as the engine counts it. */
  readonly clock?: Clock;
}
