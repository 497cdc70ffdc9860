import { type LockEvent, lockAcquired, lockQueued, lockReleased } from './lock-events.ts';
import { LockWaiter } from './lock-waiter.ts';
import { type Scope, uncancellable } from './task.ts';

/**
 * A lock that several readers share or one writer has alone. Fair: whoever comes later than a waiting writer
 * queues behind it, readers too, so a writer is not starved. Not re-entrant, and a reader cannot become the writer.
 */
export class ReadWriteLock {
  readonly name: string;
  #readers = 0;
  #writing = false;
  readonly #waiters: LockWaiter[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** How many readers hold the lock. */
  get readers(): number {
    return this.#readers;
  }

  /** Whether a writer holds the lock. */
  get writing(): boolean {
    return this.#writing;
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  /** Takes the lock without suspending and returns nothing if no writer holds or awaits it; else returns what to await. */
  acquireShared(scope: Scope = uncancellable): Promise<void> | undefined {
    return this.#acquire('shared', scope);
  }

  releaseShared(): void {
    if (this.#readers === 0) throw new Error(`${this.name} is released but nobody reads`);
    this.#release('shared');
  }

  /** Takes a free lock without suspending and returns nothing; else returns what to await. */
  acquireExclusive(scope: Scope = uncancellable): Promise<void> | undefined {
    return this.#acquire('exclusive', scope);
  }

  releaseExclusive(): void {
    if (!this.#writing) throw new Error(`${this.name} is released but nobody writes`);
    this.#release('exclusive');
  }

  /** Runs `critical` beside other readers. */
  async runShared<T>(critical: () => T | Promise<T>, scope: Scope = uncancellable): Promise<T> {
    const queued = this.acquireShared(scope);
    if (queued !== undefined) await queued;
    try {
      return await critical();
    } finally {
      this.releaseShared();
    }
  }

  /** Runs `critical` alone. */
  async runExclusive<T>(critical: () => T | Promise<T>, scope: Scope = uncancellable): Promise<T> {
    const queued = this.acquireExclusive(scope);
    if (queued !== undefined) await queued;
    try {
      return await critical();
    } finally {
      this.releaseExclusive();
    }
  }

  #acquire(mode: LockEvent['mode'], scope: Scope): Promise<void> | undefined {
    if (this.#waiters.length > 0 || !this.#isFreeFor(mode)) return this.#queue(mode, scope);
    this.#take(mode);
    this.#publish(lockAcquired, mode);
    return undefined;
  }

  async #queue(mode: LockEvent['mode'], scope: Scope): Promise<void> {
    const waiter = new LockWaiter(mode);
    this.#waiters.push(waiter);
    this.#publish(lockQueued, mode);
    await waiter.wait(scope, {
      leaveQueue: () => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        // Readers may have queued only because of this writer.
        this.#grantNext();
      },
      passOn: () => this.#giveBack(mode),
    });
    this.#publish(lockAcquired, mode);
  }

  #release(mode: LockEvent['mode']): void {
    this.#publish(lockReleased, mode);
    this.#giveBack(mode);
  }

  #isFreeFor(mode: LockEvent['mode']): boolean {
    return !this.#writing && (mode === 'shared' || this.#readers === 0);
  }

  #take(mode: LockEvent['mode']): void {
    if (mode === 'shared') this.#readers += 1;
    else this.#writing = true;
  }

  #giveBack(mode: LockEvent['mode']): void {
    if (mode === 'shared') this.#readers -= 1;
    else this.#writing = false;
    this.#grantNext();
  }

  /** The lock is taken on behalf of whom it is granted to, so nobody can slip in before he resumes. */
  #grantNext(): void {
    for (
      let next = this.#waiters[0];
      next !== undefined && this.#isFreeFor(next.mode);
      next = this.#waiters[0]
    ) {
      this.#waiters.shift();
      this.#take(next.mode);
      next.grant();
    }
  }

  #publish(channel: typeof lockQueued, mode: LockEvent['mode']): void {
    if (channel.hasSubscribers) channel.publish({ lock: this.name, mode, waiting: this.#waiters.length });
  }
}
