/** What went wrong between accesses to one location; the field's words. */
export type DataPattern =
  /** Two accesses in the other order than in the run that passes. */
  | 'order'
  /** A task read, another wrote, and the first wrote what it had made of the old value. */
  | 'atomicity'
  /** A task went on with what it had read before another wrote. */
  | 'stale-read'
  /** A task looked, waited, and acted although another had changed what it had looked at. */
  | 'check-then-act'
  /** What would have woken a task came before it waited. */
  | 'lost-wake-up'
  /** Something was used after another task had closed, stopped or emptied it. */
  | 'use-after-close'
  /** A task was cancelled after one of its writes and before another that belongs to it. */
  | 'cancelled-between';

/** One of the accesses that a cause consists of. */
export interface DataAccess {
  /** As traces number it. */
  readonly step: number;
  /** Id of what was delivered in it. */
  readonly event: string;
  /** In whose name. */
  readonly task: string;
  /** What it did to what was shared. */
  readonly kind: 'read' | 'write';
  /** What it touched, where that is not what the cause is named for. */
  readonly location?: string;
  /** Of the author's source: `path:line`; absent in what is not instrumented. */
  readonly place?: string;
  /** What was read, or was there then, shortened. */
  readonly value?: string;
  /** It never came in this run; the step and the event are those of the nearest passing run. */
  readonly isMissing?: true;
}

/** Why a run fails, in terms of what it read and wrote. */
export interface DataCause {
  /** What kind of mistake it is. */
  readonly pattern: DataPattern;
  /** What was shared: `ShieldedClient.marked`. */
  readonly location: string;
  /** One sentence. */
  readonly sentence: string;
  /** In the order of the failing run; two or three. */
  readonly accesses: readonly DataAccess[];
}
