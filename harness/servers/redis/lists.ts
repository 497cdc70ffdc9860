import { atLeast, type Command, exactly, integer } from './command.ts';
import type { RedisStore } from './redis-store.ts';
import { NULL_ARRAY, RedisError } from './reply.ts';

/** From start to stop, both counted, as LRANGE has it: -1 is the last. */
function range(store: RedisStore, key: string, start: string, stop: string): string[] {
  const [first, end] = [integer(start), integer(stop)];
  return store.list(key).slice(first, end === -1 ? undefined : end + 1);
}

function pop(store: RedisStore, key: string, from: 'left' | 'right', many: string | undefined) {
  if (many !== undefined && !/^\d{1,15}$/.test(many))
    throw new RedisError('ERR value is out of range, must be positive');
  const list = store.list(key);
  if (list.length === 0) return many === undefined ? null : NULL_ARRAY;
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

/** Commands on lists. */
export const lists: Readonly<Record<string, Command>> = {
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
  LRANGE: exactly(range),
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
