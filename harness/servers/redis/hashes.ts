import { atLeast, type Command, exactly, inPairs, integer } from './command.ts';
import { RedisError } from './reply.ts';

/** Commands on hashes. */
export const hashes: Readonly<Record<string, Command>> = {
  HSET: atLeast((store, key, field, value, ...more) => {
    const pairs = inPairs([field, value, ...more], 'hset');
    const hash = store.hash(key);
    const before = hash.size;
    for (const [each, to] of pairs) hash.set(each, to);
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
  HDEL: atLeast((store, key, field, ...more) => {
    const hash = store.hash(key);
    const removed = [field, ...more].filter((each) => hash.delete(each)).length;
    if (removed > 0) store.set(key, hash);
    return removed;
  }),
  HINCRBY: exactly((store, key, field, by) => {
    const amount = integer(by);
    const hash = store.hash(key);
    const old = hash.get(field) ?? '0';
    if (!/^-?\d{1,15}$/.test(old)) throw new RedisError('ERR hash value is not an integer');
    const sum = Number(old) + amount;
    store.set(key, hash.set(field, String(sum)));
    return sum;
  }),
};
