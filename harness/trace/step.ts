/** What an operation answered, as text. */
export type TraceOutcome =
  { readonly type: 'value'; readonly value: string } | { readonly type: 'error'; readonly error: string };

/** One step of a run, for a reader. */
export interface TraceStep {
  /** From 1; 0 is the set-up. */
  readonly step: number;
  /** Virtual milliseconds since the run began. */
  readonly atMs: number;
  /** The task whose event it is. */
  readonly task: string;
  /** The event's canonical id: `writer: db.commit#1`. */
  readonly event: string;
  /** What kind of event it is. */
  readonly kind: string;
  /** What the operation was called with, as text. */
  readonly args?: string;
  /** What the operation answered. */
  readonly outcome?: TraceOutcome;
  /** The fault that the schedule gave it. */
  readonly fault?: string;
  /** Step at which the event came into being. */
  readonly createdAt: number;
  /** When its window opened, virtual milliseconds. */
  readonly opensMs: number;
  /** When its window closes, virtual milliseconds; absent where it never closes. */
  readonly closesMs?: number;
  /** The event that this one was held for, as the schedule says. */
  readonly heldUntil?: string;
  /** Tasks that went on because of it. */
  readonly woke: readonly string[];
  /** Events that came into being in this step. */
  readonly created: readonly string[];
  /** What else could have been delivered. */
  readonly alternatives: readonly string[];
  /** What became of locks in this step. */
  readonly locks?: readonly LockNote[];
  /** Where the code under test awaits it, `file:line`; where none of it does, the scenario. */
  readonly location?: string;
  /** What `sim.note` said in this step. */
  readonly notes?: readonly string[];
  /** Watched values that changed, by name; as JSON values, bounded. */
  readonly state?: Readonly<Record<string, unknown>>;
}

/** What became of a lock. */
export interface LockNote {
  /** The lock's name. */
  readonly lock: string;
  /** What happened to it. */
  readonly what: 'queued' | 'acquired' | 'released';
  /** The task that it happened to. */
  readonly task: string;
}
