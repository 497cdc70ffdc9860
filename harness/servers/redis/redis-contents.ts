/** A string, hash, list or set; text throughout. */
export type RedisValue = string | Map<string, string> | string[] | Set<string>;

/** What a database holds, for checks and for whoever changes it behind the clients' backs. */
export interface RedisContents {
  /** The keys that are there, in the order in which they were set. */
  keys(): string[];
  /** The value of a key, be it of which type it will. Not to be changed. */
  get(key: string): RedisValue | undefined;
  /** Stores a value; an empty hash, list or set is no key. Default time to live: what the key has. */
  set(key: string, value: RedisValue, expiresAtMs?: number): void;
  /** Deletes a key; says whether it was there. */
  delete(key: string): boolean;
  /** When it expires, as `Date.now()` counts; undefined where it does not, or is not there. */
  expiresAtMs(key: string): number | undefined;
}
