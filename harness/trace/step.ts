export type TraceOutcome =
  { readonly type: 'value'; readonly value: string } | { readonly type: 'error'; readonly error: string };

/** One step of a run, for a reader. */
export interface TraceStep {
  /** From 1; 0 is the set-up. */
  readonly step: number;
  /** Virtual milliseconds since the run began. */
  readonly atMs: number;
  readonly task: string;
  readonly event: string;
  readonly kind: string;
  readonly args?: string;
  readonly outcome?: TraceOutcome;
  readonly fault?: string;
  /** Step at which the event came into being. */
  readonly createdAt: number;
  /** When its window opened and closes, virtual milliseconds; absent where it never closes. */
  readonly opensMs: number;
  readonly closesMs?: number;
  /** The event that this one was held for, as the schedule says. */
  readonly heldUntil?: string;
  /** Tasks that went on because of it. */
  readonly woke: readonly string[];
  /** Events that came into being in this step. */
  readonly created: readonly string[];
  /** What else could have been delivered. */
  readonly alternatives: readonly string[];
  readonly locks?: readonly LockNote[];
  /** Where the code awaits it, `file:line`. */
  readonly location?: string;
  /** State of the world that changed, by name. */
  readonly state?: Readonly<Record<string, unknown>>;
}

export interface LockNote {
  readonly lock: string;
  readonly what: 'queued' | 'acquired' | 'released';
  readonly task: string;
}
