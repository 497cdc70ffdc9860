import { lockAcquired, lockQueued, lockReleased } from './lock-events.ts';
import { LockWaiter } from './lock-waiter.ts';
import { type Scope, uncancellable } from './task.ts';

/** A fair lock. Not re-entrant: who acquires it twice waits for himself. */
export class Mutex {
  readonly name: string;
  #locked = false;
  readonly #waiters: LockWaiter[] = [];

  constructor(name: string) {
    this.name = name;
  }

  get locked(): boolean {
    return this.#locked;
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  /** Takes a free lock without suspending and returns nothing; else returns what to await. */
  acquire(scope: Scope = uncancellable): Promise<void> | undefined {
    if (this.#locked) return this.#queue(scope);
    this.#locked = true;
    this.#publish(lockAcquired);
    return undefined;
  }

  release(): void {
    if (!this.#locked) throw new Error(`${this.name} is released but nobody holds it`);
    this.#publish(lockReleased);
    this.#passOn();
  }

  /** Runs `critical` under the lock. */
  async run<T>(critical: () => T | Promise<T>, scope: Scope = uncancellable): Promise<T> {
    const queued = this.acquire(scope);
    if (queued !== undefined) await queued;
    try {
      return await critical();
    } finally {
      this.release();
    }
  }

  async #queue(scope: Scope): Promise<void> {
    const waiter = new LockWaiter('exclusive');
    this.#waiters.push(waiter);
    this.#publish(lockQueued);
    await waiter.wait(scope, {
      leaveQueue: () => this.#waiters.splice(this.#waiters.indexOf(waiter), 1),
      passOn: () => this.#passOn(),
    });
    this.#publish(lockAcquired);
  }

  #passOn(): void {
    const next = this.#waiters.shift();
    // The lock stays locked while it changes hands, so nobody can slip in between.
    if (next === undefined) this.#locked = false;
    else next.grant();
  }

  #publish(channel: typeof lockQueued): void {
    if (channel.hasSubscribers) {
      channel.publish({ lock: this.name, mode: 'exclusive', waiting: this.#waiters.length });
    }
  }
}
