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

/** What may come next in a run. */
export interface Point {
  /** In order of preference. Where time is a matter of constraints, whether windows allow it or not. */
  readonly options: readonly Option[];
  /** Names of all pending events. */
  readonly pending: readonly string[];
  /** Of those that keep the run going. */
  readonly live: readonly string[];
}
