export interface Entry<T> {
  readonly value: T;
  readonly storedAtMs: number;
}

/** Fresh, or past its time to live but not yet past the limit up to which it may be served. */
export type Found<T> = { readonly state: 'fresh' | 'stale'; readonly value: T };

/** Entries with a time to live, in memory, synchronous. */
export class TtlCache<T> {
  readonly #ttlMs: number;
  readonly #staleMs: number;
  readonly #entries = new Map<string, Entry<T>>();

  /** @param staleMs the age up to which an entry may be served; default: `ttlMs`, so that none is ever stale */
  constructor(ttlMs: number, staleMs = ttlMs) {
    this.#ttlMs = ttlMs;
    this.#staleMs = staleMs;
  }

  entry(key: string): Entry<T> | undefined {
    return this.#entries.get(key);
  }

  find(key: string): Found<T> | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    const ageMs = Date.now() - entry.storedAtMs;
    if (ageMs < this.#ttlMs) return { state: 'fresh', value: entry.value };
    return ageMs < this.#staleMs ? { state: 'stale', value: entry.value } : undefined;
  }

  removeExpired(key: string): void {
    if (this.find(key) === undefined) this.#entries.delete(key);
  }

  /** Stores a value and returns what the cache now holds. */
  put(key: string, value: T): T {
    this.#entries.set(key, { value, storedAtMs: Date.now() });
    return value;
  }
}
