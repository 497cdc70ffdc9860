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
  /** Only where time is as the engine counts it. */
  readonly clock?: Clock;
}
