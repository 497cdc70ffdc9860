import type { Scope } from '../../primitives/task.ts';
import type { Entry, Found } from './ttl-cache.ts';

/** A cache as the listings use it: whatever guards it may have to be waited for. */
export interface Cache<T> {
  /** Looks for an entry that may still be served, and removes one that may not. */
  find(key: string, scope: Scope): Promise<Found<T> | undefined>;
  /** Stores a value and returns what the cache now holds. */
  put(key: string, value: T, scope: Scope): Promise<T>;
  /** The entry as it is at this moment, unguarded. */
  entry(key: string): Entry<T> | undefined;
}
