import { GuardedCache } from './cache/guarded-cache.ts';
import { type Context, type Design, routerOf } from './design.ts';
import { type GuardEntries, separateFetches } from './listing/designs.ts';
import type { Lock } from './locking/lock.ts';
import { cacheLocks } from './v2-cache-locks.ts';

function lockPerKey({ lock }: Context): GuardEntries {
  return (name, entries) => {
    const locks = new Map<string, Lock>();
    return new GuardedCache(entries, (key) => {
      const keyLock = locks.get(key) ?? lock(`${name} ${key}`);
      locks.set(key, keyLock);
      return keyLock;
    });
  };
}

/** A lock per endpoint in each cache. */
const perKey: Design = {
  ...cacheLocks,
  listings: (context) => separateFetches(context, lockPerKey(context)),
};

export const createLockPerKeyRouter = routerOf(perKey);
