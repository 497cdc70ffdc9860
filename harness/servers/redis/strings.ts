import { atLeast, type Command, exactly, inPairs, integer } from './command.ts';
import type { RedisStore } from './redis-store.ts';
import { OK, RedisError, type Reply } from './reply.ts';

interface SetOptions {
  onlyIf?: 'NX' | 'XX';
  get: boolean;
  keepsTtl: boolean;
  expiresAtMs?: number;
}

function setOptions(words: readonly string[]): SetOptions {
  const options: SetOptions = { get: false, keepsTtl: false };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]?.toUpperCase();
    if (word === 'NX' || word === 'XX') options.onlyIf = word;
    else if (word === 'GET') options.get = true;
    else if (word === 'KEEPTTL') options.keepsTtl = true;
    else if (word === 'EX' || word === 'PX' || word === 'EXAT' || word === 'PXAT')
      options.expiresAtMs = expiry('set', word, words[++i]);
    else throw new RedisError('ERR syntax error');
  }
  return options;
}

function expiry(command: string, unit: string, text: string | undefined): number {
  if (text === undefined) throw new RedisError('ERR syntax error');
  const time = integer(text);
  if (time <= 0) throw new RedisError(`ERR invalid expire time in '${command}' command`);
  const ms = unit.startsWith('EX') ? time * 1000 : time;
  return unit.endsWith('AT') ? ms : Date.now() + ms;
}

function set(store: RedisStore, key: string, value: string, ...words: string[]): Reply {
  const { onlyIf, get, keepsTtl, expiresAtMs } = setOptions(words);
  const old = get ? (store.text(key) ?? null) : null;
  const isThere = store.get(key) !== undefined;
  if ((onlyIf === 'NX' && isThere) || (onlyIf === 'XX' && !isThere)) return old;
  put(store, key, value, keepsTtl ? store.expiresAtMs(key) : expiresAtMs);
  return get ? old : OK;
}

function put(store: RedisStore, key: string, value: string, expiresAtMs?: number): void {
  store.delete(key);
  store.set(key, value, expiresAtMs);
}

function add(store: RedisStore, key: string, amount: number): number {
  const sum = integer(store.text(key) ?? '0') + amount;
  store.set(key, String(sum));
  return sum;
}

/** Commands on strings. */
export const strings: Readonly<Record<string, Command>> = {
  GET: exactly((store, key) => store.text(key) ?? null),
  SET: atLeast(set),
  SETNX: exactly((store, key, value) => (set(store, key, value, 'NX') === OK ? 1 : 0)),
  SETEX: exactly((store, key, seconds, value) => set(store, key, value, 'EX', seconds)),
  PSETEX: exactly((store, key, ms, value) => set(store, key, value, 'PX', ms)),
  GETSET: exactly((store, key, value) => set(store, key, value, 'GET')),
  GETDEL: exactly((store, key) => {
    const old = store.text(key) ?? null;
    store.delete(key);
    return old;
  }),
  MGET: atLeast((store, first, ...more) =>
    [first, ...more].map((key) => {
      const value = store.get(key);
      return typeof value === 'string' ? value : null;
    }),
  ),
  MSET: atLeast((store, key, value, ...more) => {
    for (const [each, to] of inPairs([key, value, ...more], 'mset')) put(store, each, to);
    return OK;
  }),
  APPEND: exactly((store, key, more) => {
    const text = (store.text(key) ?? '') + more;
    store.set(key, text);
    return Buffer.byteLength(text);
  }),
  STRLEN: exactly((store, key) => Buffer.byteLength(store.text(key) ?? '')),
  INCR: exactly((store, key) => add(store, key, 1)),
  DECR: exactly((store, key) => add(store, key, -1)),
  INCRBY: exactly((store, key, by) => add(store, key, integer(by))),
  DECRBY: exactly((store, key, by) => add(store, key, -integer(by))),
};
