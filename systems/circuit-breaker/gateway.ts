import { type Scope, uncancellable } from '../primitives/task.ts';
import type {
  BreakerEnvironment,
  BreakerOptions,
  CallRecord,
  CircuitBreaker,
  Reply,
} from './circuit-breaker.ts';
import { type Exchange, exchange } from './exchange.ts';
import type { ModelRequest, SharedMemory, Upstream } from './ports.ts';

/** What the variants of the original have in common: check, call, and record the status when the body is through. */
export abstract class Gateway implements CircuitBreaker {
  protected readonly memory: SharedMemory;
  readonly #upstream: Upstream;
  readonly #maxCallMs: number;

  constructor({ memory, upstream }: BreakerEnvironment, { maxCallMs = 60_000 }: BreakerOptions) {
    this.memory = memory;
    this.#upstream = upstream;
    this.#maxCallMs = maxCallMs;
  }

  abstract isAvailable(model: string, at?: number): Promise<boolean>;
  abstract record(model: string, status: number, at?: number): Promise<void>;
  abstract records(model: string): Promise<readonly CallRecord[]>;

  async call(model: string, request: ModelRequest, scope: Scope = uncancellable): Promise<Reply> {
    if (!(await this.isAvailable(model))) return { kind: 'refused', status: 503 };
    const outcome = await exchange(this.#upstream, model, request, this.#maxCallMs, scope);
    // Nobody can stop a thread from outside: a client that goes away ends the exchange, not the record.
    await this.record(model, statusToRecord(outcome));
    return replyFor(outcome);
  }
}

/**
 * The status with which the response began counts, whatever became of its body. A client's own short timeout
 * is a 504 like any other, a cancelled call and a failed connection are both 0.
 */
function statusToRecord({ status, end }: Exchange): number {
  if (status !== 0) return status;
  return end.kind === 'timed-out' ? 504 : 0;
}

/** What the client of an exchange gets; throws `Cancelled` when it has gone away. */
export function replyFor({ status, end }: Exchange): Reply {
  if (end.kind === 'cancelled') throw end.error;
  if (status !== 0) return { kind: 'answered', status, complete: end.kind === 'complete' };
  return { kind: 'failed', status: end.kind === 'timed-out' ? 504 : 500 };
}
