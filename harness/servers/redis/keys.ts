import { atLeast, type Command, exactly, glob, integer } from './command.ts';
import type { RedisStore } from './redis-store.ts';
import { OK, RedisError, Status } from './reply.ts';

/** The time to live in milliseconds, -1 for ever, -2 where the key is not there. */
function left(store: RedisStore, key: string): number {
  if (store.get(key) === undefined) return -2;
  const at = store.expiresAtMs(key);
  return at === undefined ? -1 : at - Date.now();
}

function expireAt(store: RedisStore, key: string, atMs: number, words: readonly string[]): number {
  const before = store.expiresAtMs(key);
  for (const word of words.map((word) => word.toUpperCase())) {
    if (!['NX', 'XX', 'GT', 'LT'].includes(word)) throw new RedisError(`ERR Unsupported option ${word}`);
    if (word === 'NX' && before !== undefined) return 0;
    if (word === 'XX' && before === undefined) return 0;
    if (word === 'GT' && atMs <= (before ?? Infinity)) return 0;
    if (word === 'LT' && atMs >= (before ?? Infinity)) return 0;
  }
  if (atMs <= Date.now()) return store.delete(key) ? 1 : 0;
  return store.expire(key, atMs) ? 1 : 0;
}

function count(keys: readonly string[], isSo: (key: string) => boolean): number {
  return keys.filter(isSo).length;
}

function type(store: RedisStore, key: string): string {
  const value = store.get(key);
  if (value === undefined) return 'none';
  if (typeof value === 'string') return 'string';
  if (Array.isArray(value)) return 'list';
  return value instanceof Map ? 'hash' : 'set';
}

function matching(store: RedisStore, pattern: string): string[] {
  const expression = glob(pattern);
  return store.keys().filter((key) => expression.test(key));
}

function clear(store: RedisStore, ...[how = 'SYNC']: string[]): Status {
  if (!/^a?sync$/i.test(how)) throw new RedisError('ERR syntax error');
  for (const key of store.keys()) store.delete(key);
  return OK;
}

/** Commands on keys of any type. */
export const keys: Readonly<Record<string, Command>> = {
  DEL: atLeast((store, first, ...more) => count([first, ...more], (key) => store.delete(key))),
  UNLINK: atLeast((store, first, ...more) => count([first, ...more], (key) => store.delete(key))),
  EXISTS: atLeast((store, first, ...more) => count([first, ...more], (key) => store.get(key) !== undefined)),
  TYPE: exactly((store, key) => new Status(type(store, key))),
  EXPIRE: atLeast((store, key, seconds, ...words) =>
    expireAt(store, key, Date.now() + integer(seconds) * 1000, words),
  ),
  PEXPIRE: atLeast((store, key, ms, ...words) => expireAt(store, key, Date.now() + integer(ms), words)),
  EXPIREAT: atLeast((store, key, seconds, ...words) => expireAt(store, key, integer(seconds) * 1000, words)),
  PEXPIREAT: atLeast((store, key, ms, ...words) => expireAt(store, key, integer(ms), words)),
  PERSIST: exactly((store, key) =>
    store.expiresAtMs(key) !== undefined && store.expire(key, undefined) ? 1 : 0,
  ),
  PTTL: exactly(left),
  TTL: exactly((store, key) => {
    const ms = left(store, key);
    return ms < 0 ? ms : Math.ceil(ms / 1000);
  }),
  KEYS: exactly(matching),
  // All in one page: its cursor is 0 again at once.
  SCAN: atLeast((store, _cursor, ...words) => {
    const at = words.findIndex((word) => word.toUpperCase() === 'MATCH');
    return ['0', matching(store, (at >= 0 ? words[at + 1] : undefined) ?? '*')];
  }),
  DBSIZE: exactly((store) => store.keys().length),
  FLUSHDB: atLeast(clear),
};
