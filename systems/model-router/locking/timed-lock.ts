import { Mutex } from '../../primitives/mutex.ts';
import type { Scope } from '../../primitives/task.ts';
import { TimedOut, withTimeout } from '../../primitives/timeout.ts';
import { LockTimeout } from '../errors.ts';
import type { Lock } from './lock.ts';

/** A mutex that one waits for no longer than a timeout: then `acquire` rejects with `LockTimeout`. */
export class TimedLock implements Lock {
  readonly #mutex: Mutex;
  readonly #timeoutMs: number;

  constructor(name: string, timeoutMs: number) {
    this.#mutex = new Mutex(name);
    this.#timeoutMs = timeoutMs;
  }

  acquire(scope: Scope): Promise<void> | undefined {
    return this.#mutex.locked ? this.#queue(scope) : this.#mutex.acquire(scope);
  }

  release(): void {
    this.#mutex.release();
  }

  async #queue(scope: Scope): Promise<void> {
    try {
      await withTimeout(scope, this.#timeoutMs, async (limited) => this.#mutex.acquire(limited));
    } catch (error) {
      throw error instanceof TimedOut ? new LockTimeout(this.#mutex.name, this.#timeoutMs) : error;
    }
  }
}
