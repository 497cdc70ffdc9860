import { atLeast, type Command, exactly } from './command.ts';

/** Commands on sets. */
export const sets: Readonly<Record<string, Command>> = {
  SADD: atLeast((store, key, member, ...more) => {
    const members = store.members(key);
    const before = members.size;
    for (const each of [member, ...more]) members.add(each);
    store.set(key, members);
    return members.size - before;
  }),
  SREM: atLeast((store, key, member, ...more) => {
    const members = store.members(key);
    const removed = [member, ...more].filter((each) => members.delete(each)).length;
    if (removed > 0) store.set(key, members);
    return removed;
  }),
  SISMEMBER: exactly((store, key, member) => (store.members(key).has(member) ? 1 : 0)),
  SMEMBERS: exactly((store, key) => store.members(key)),
  SCARD: exactly((store, key) => store.members(key).size),
};
