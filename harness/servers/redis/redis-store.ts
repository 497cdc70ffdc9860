import { RedisError } from './reply.ts';
import type { RedisContents, RedisValue } from './redis-contents.ts';

interface Entry {
  readonly value: RedisValue;
  /** As `Date.now()` counts. */
  readonly expiresAtMs: number | undefined;
}

/** The keys of one database, with their time to live. Expired keys are found out when somebody looks. */
export class RedisStore implements RedisContents {
  readonly #entries = new Map<string, Entry>();
  readonly #versions = new Map<string, number>();

  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.get(key) !== undefined);
  }

  get(key: string): RedisValue | undefined {
    return this.#find(key)?.value;
  }

  expiresAtMs(key: string): number | undefined {
    return this.#find(key)?.expiresAtMs;
  }

  /** The string of that key. @throws RedisError where it is no string */
  text(key: string): string | undefined {
    return this.#typed(key, (value) => typeof value === 'string');
  }

  /** A copy of the hash, empty where there is none. @throws RedisError where it is no hash */
  hash(key: string): Map<string, string> {
    return new Map(this.#typed<Map<string, string>>(key, (value) => value instanceof Map));
  }

  /** A copy of the list, empty where there is none. @throws RedisError where it is no list */
  list(key: string): string[] {
    return [...(this.#typed<string[]>(key, (value) => Array.isArray(value)) ?? [])];
  }

  /** A copy of the set, empty where there is none. @throws RedisError where it is no set */
  members(key: string): Set<string> {
    return new Set(this.#typed<Set<string>>(key, (value) => value instanceof Set));
  }

  set(key: string, value: RedisValue, expiresAtMs: number | undefined = this.expiresAtMs(key)): void {
    this.#changed(key);
    if (typeof value !== 'string' && (Array.isArray(value) ? value.length : value.size) === 0)
      this.#entries.delete(key);
    else this.#entries.set(key, { value, expiresAtMs });
  }

  /** Sets or takes away the time to live of a key that is there; says whether it is. */
  expire(key: string, expiresAtMs: number | undefined): boolean {
    const entry = this.#find(key);
    if (entry === undefined) return false;
    this.#changed(key);
    this.#entries.set(key, { value: entry.value, expiresAtMs });
    return true;
  }

  delete(key: string): boolean {
    if (this.#find(key) === undefined) return false;
    this.#changed(key);
    return this.#entries.delete(key);
  }

  /** Changes whenever the key does: what WATCH compares. */
  version(key: string): number {
    this.#find(key);
    return this.#versions.get(key) ?? 0;
  }

  #changed(key: string): void {
    this.#versions.set(key, (this.#versions.get(key) ?? 0) + 1);
  }

  #find(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAtMs === undefined || entry.expiresAtMs > Date.now()) return entry;
    this.#changed(key);
    this.#entries.delete(key);
    return undefined;
  }

  #typed<V extends RedisValue>(key: string, isSo: (value: RedisValue) => boolean): V | undefined {
    const value = this.get(key);
    if (value === undefined || isSo(value)) return value as V | undefined;
    throw new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value');
  }
}
