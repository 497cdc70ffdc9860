import { ReadWriteLock } from '../../primitives/read-write-lock.ts';
import type { Scope } from '../../primitives/task.ts';
import { locked } from '../locking/lock.ts';
import type { Cache } from './cache.ts';
import type { Entry, Found, TtlCache } from './ttl-cache.ts';

/** A cache that is read by many at once, and written, expired entries' removal included, by one alone. */
export class ReadWriteCache<T> implements Cache<T> {
  readonly #entries: TtlCache<T>;
  readonly #lock: ReadWriteLock;

  constructor(name: string, entries: TtlCache<T>) {
    this.#entries = entries;
    this.#lock = new ReadWriteLock(name);
  }

  async find(key: string, scope: Scope): Promise<Found<T> | undefined> {
    const found = await this.#shared(scope, () => this.#entries.find(key));
    if (found !== undefined || this.#entries.entry(key) === undefined) return found;
    // A reader cannot become the writer, and in between somebody may have refreshed the entry: look again.
    return this.#exclusive(scope, () => {
      this.#entries.removeExpired(key);
      return this.#entries.find(key);
    });
  }

  put(key: string, value: T, scope: Scope): Promise<T> {
    return this.#exclusive(scope, () => this.#entries.put(key, value));
  }

  entry(key: string): Entry<T> | undefined {
    return this.#entries.entry(key);
  }

  #shared<R>(scope: Scope, critical: () => R): Promise<R> {
    const lock = this.#lock;
    return locked(
      { acquire: (waiter) => lock.acquireShared(waiter), release: () => lock.releaseShared() },
      scope,
      critical,
    );
  }

  #exclusive<R>(scope: Scope, critical: () => R): Promise<R> {
    const lock = this.#lock;
    return locked(
      { acquire: (waiter) => lock.acquireExclusive(waiter), release: () => lock.releaseExclusive() },
      scope,
      critical,
    );
  }
}
