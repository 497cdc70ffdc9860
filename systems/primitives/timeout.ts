import type { Scope } from './task.ts';

/** What `withTimeout` throws into the body, and, unless the body handles it, throws itself. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
  constructor(timeoutMs: number) {
    super(`not done within ${timeoutMs} ms`);
  }
}

/**
 * Runs `body` with a scope of its own: after `timeoutMs` (milliseconds) the await at which the body is suspended, or
 * else its next one, rejects with `TimedOut`. Cancelling `scope` interrupts the body as ever.
 */
export async function withTimeout<T>(
  scope: Scope,
  timeoutMs: number,
  body: (limited: Scope) => Promise<T>,
): Promise<T> {
  const limited = new LimitedScope(scope);
  const timer = setTimeout(() => limited.interrupt(new TimedOut(timeoutMs)), timeoutMs);
  try {
    return await body(limited);
  } finally {
    clearTimeout(timer);
  }
}

class LimitedScope implements Scope {
  readonly #scope: Scope;
  readonly #waits = new Set<(reason: TimedOut) => void>();
  #pending: TimedOut | undefined;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  interrupt(reason: TimedOut): void {
    if (this.#waits.size === 0) this.#pending = reason;
    for (const giveUp of this.#waits) giveUp(reason);
  }

  wait<T>(work: PromiseLike<T>, onCancel?: () => void): Promise<T> {
    let timedOut = false;
    let reject: (reason: TimedOut) => void;
    const giveUp = (reason: TimedOut): void => {
      this.#waits.delete(giveUp);
      timedOut = true;
      onCancel?.();
      reject(reason);
    };
    const limited = new Promise<T>((resolve, rejectWait) => {
      reject = rejectWait;
      this.#waits.add(giveUp);
      work.then(
        (value) => {
          this.#waits.delete(giveUp);
          resolve(value);
        },
        (error: unknown) => {
          this.#waits.delete(giveUp);
          rejectWait(error);
        },
      );
      if (this.#pending !== undefined) {
        giveUp(this.#pending);
        this.#pending = undefined;
      }
    });
    return this.#scope.wait(limited, () => {
      this.#waits.delete(giveUp);
      // Whoever leaves takes back what he waited for, once.
      if (!timedOut) onCancel?.();
    });
  }
}
