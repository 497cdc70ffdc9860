import type { Scope } from '../../primitives/task.ts';
import { type Lock, locked } from '../locking/lock.ts';
import type { Cache } from './cache.ts';
import type { Entry, Found, TtlCache } from './ttl-cache.ts';

/** A cache whose entries are read and written under a lock: the same for all keys, or one a key. */
export class GuardedCache<T> implements Cache<T> {
  readonly #entries: TtlCache<T>;
  readonly #lockOf: (key: string) => Lock;

  constructor(entries: TtlCache<T>, lockOf: (key: string) => Lock) {
    this.#entries = entries;
    this.#lockOf = lockOf;
  }

  find(key: string, scope: Scope): Promise<Found<T> | undefined> {
    return locked(this.#lockOf(key), scope, () => {
      this.#entries.removeExpired(key);
      return this.#entries.find(key);
    });
  }

  put(key: string, value: T, scope: Scope): Promise<T> {
    return locked(this.#lockOf(key), scope, () => this.#entries.put(key, value));
  }

  entry(key: string): Entry<T> | undefined {
    return this.#entries.entry(key);
  }
}
