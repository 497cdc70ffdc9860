import { atLeast, type Command, exactly, inPairs, integer } from './command.ts';
import type { RedisStore } from './redis-store.ts';
import { RedisError } from './reply.ts';

/** From start to stop, both counted, as LRANGE has it: -1 is the last. */
function range(list: readonly string[], start: string, stop: string): string[] {
  const end = integer(stop);
  return list.slice(integer(start), end === -1 ? undefined : end + 1);
}

function pop(store: RedisStore, key: string, from: 'left' | 'right', many: string | undefined) {
  const list = store.list(key);
  if (list.length === 0) return null;
  const taken: string[] = [];
  const most = many === undefined ? 1 : integer(many);
  for (let i = 0; i < most && list.length > 0; i++)
    taken.push((from === 'left' ? list.shift() : list.pop()) ?? '');
  store.set(key, list);
  return many === undefined ? (taken[0] ?? null) : taken;
}

function push(store: RedisStore, key: string, list: string[]): number {
  store.set(key, list);
  return list.length;
}

function without(store: RedisStore, key: string, held: Map<string, string> | Set<string>, gone: string[]) {
  const removed = gone.filter((item) => held.delete(item)).length;
  if (removed > 0) store.set(key, held);
  return removed;
}

const lists: Readonly<Record<string, Command>> = {
  LPUSH: atLeast((store, key, first, ...more) =>
    push(store, key, [...[first, ...more].reverse(), ...store.list(key)]),
  ),
  RPUSH: atLeast((store, key, first, ...more) => push(store, key, [...store.list(key), first, ...more])),
  LPOP: atLeast((store, key, ...[many]) => pop(store, key, 'left', many)),
  RPOP: atLeast((store, key, ...[many]) => pop(store, key, 'right', many)),
  RPOPLPUSH: exactly((store, from, to) => {
    const moved = pop(store, from, 'right', undefined) as string | null;
    if (moved !== null) push(store, to, [moved, ...store.list(to)]);
    return moved;
  }),
  LRANGE: exactly((store, key, start, stop) => range(store.list(key), start, stop)),
  LINDEX: exactly((store, key, index) => store.list(key).at(integer(index)) ?? null),
  LLEN: exactly((store, key) => store.list(key).length),
  LREM: exactly((store, key, count, value) => {
    if (integer(count) < 0) throw new RedisError('ERR LREM from the end is not in this fake server');
    let most = integer(count) || Infinity;
    const list = store.list(key);
    const kept = list.filter((item) => item !== value || most-- <= 0);
    if (kept.length < list.length) store.set(key, kept);
    return list.length - kept.length;
  }),
};

const hashes: Readonly<Record<string, Command>> = {
  HSET: atLeast((store, key, field, value, ...more) => {
    const hash = store.hash(key);
    const before = hash.size;
    for (const [each, to] of inPairs([field, value, ...more], 'hset')) hash.set(each, to);
    store.set(key, hash);
    return hash.size - before;
  }),
  HSETNX: exactly((store, key, field, value) => {
    const hash = store.hash(key);
    if (hash.has(field)) return 0;
    store.set(key, hash.set(field, value));
    return 1;
  }),
  HGET: exactly((store, key, field) => store.hash(key).get(field) ?? null),
  HMGET: atLeast((store, key, field, ...more) =>
    [field, ...more].map((each) => store.hash(key).get(each) ?? null),
  ),
  HGETALL: exactly((store, key) => store.hash(key)),
  HKEYS: exactly((store, key) => [...store.hash(key).keys()]),
  HVALS: exactly((store, key) => [...store.hash(key).values()]),
  HLEN: exactly((store, key) => store.hash(key).size),
  HEXISTS: exactly((store, key, field) => (store.hash(key).has(field) ? 1 : 0)),
  HDEL: atLeast((store, key, field, ...more) => without(store, key, store.hash(key), [field, ...more])),
  HINCRBY: exactly((store, key, field, by) => {
    const hash = store.hash(key);
    const sum = integer(hash.get(field) ?? '0') + integer(by);
    store.set(key, hash.set(field, String(sum)));
    return sum;
  }),
};

const sets: Readonly<Record<string, Command>> = {
  SADD: atLeast((store, key, member, ...more) => {
    const members = store.members(key);
    const before = members.size;
    for (const each of [member, ...more]) members.add(each);
    store.set(key, members);
    return members.size - before;
  }),
  SREM: atLeast((store, key, member, ...more) => without(store, key, store.members(key), [member, ...more])),
  SISMEMBER: exactly((store, key, member) => (store.members(key).has(member) ? 1 : 0)),
  SMEMBERS: exactly((store, key) => store.members(key)),
  SCARD: exactly((store, key) => store.members(key).size),
};

/** Commands on lists, hashes and sets. */
export const collections: Readonly<Record<string, Command>> = { ...lists, ...hashes, ...sets };
