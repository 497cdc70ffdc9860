import type { Scope } from '../primitives/task.ts';
import type { ModelRequest, SharedMemory, Upstream } from './ports.ts';

/** What is kept of a finished call. */
export interface CallRecord {
  /** The response's status, 504 after a timeout, 0 when there was no response. */
  readonly status: number;
  /** When the call was over, in milliseconds since the epoch. */
  readonly at: number;
}

/** What a gateway's client gets. */
export type Reply =
  /** Not sent: the model counts as unavailable. */
  | { readonly kind: 'refused'; readonly status: 503 }
  /** The upstream's response; incomplete when its stream was dropped or the time was up. */
  | { readonly kind: 'answered'; readonly status: number; readonly complete: boolean }
  /** No response: 504 when the time was up, else 500. */
  | { readonly kind: 'failed'; readonly status: 500 | 504 };

/** A gateway in front of models that sends nothing to a model that keeps failing. */
export interface CircuitBreaker {
  /** @param at the clock, in milliseconds; default: now, read where the variant reads it */
  isAvailable(model: string, at?: number): Promise<boolean>;
  /** @param at when the call was over, in milliseconds; default: now */
  record(model: string, status: number, at?: number): Promise<void>;
  /** The records that are kept of a model, oldest first. */
  records(model: string): Promise<readonly CallRecord[]>;
  /** Checks, calls the upstream, records. Cancelling `scope` ends the call, never the record: rejects with `Cancelled`. */
  call(model: string, request: ModelRequest, scope?: Scope): Promise<Reply>;
}

export interface BreakerEnvironment {
  readonly memory: SharedMemory;
  readonly upstream: Upstream;
}

/** Each variant reads the settings that its rule has. */
export interface BreakerOptions {
  /** Errors in a row that make a model unavailable; default 10 (b0: 1). For b1, b2. */
  readonly errorThreshold?: number;
  /** Failures among the records from which on a model is unavailable; default 0.95 (hardened: 0.8). */
  readonly failureRatio?: number;
  /** Records kept per model; default 100. For the variants with a ratio. */
  readonly maxRecords?: number;
  /** How long a record counts, in milliseconds, the last one included; default 60,000 (b0 to b2: 300,000). */
  readonly windowMs?: number;
  /** Records needed before a ratio means anything; default 10. For hardened. */
  readonly minimumSample?: number;
  /** How long an unavailable model is left alone before one call tries it, in milliseconds; default 30,000. For hardened. */
  readonly coolDownMs?: number;
  /** The longest a call may take, in milliseconds; default 60,000. */
  readonly maxCallMs?: number;
}
