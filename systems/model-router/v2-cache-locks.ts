import { LockedTokenBuffer } from './buffer/locked-token-buffer.ts';
import { GuardedCache } from './cache/guarded-cache.ts';
import { type Context, type Design, routerOf } from './design.ts';
import { type GuardEntries, separateFetches } from './listing/designs.ts';
import { bufferLock } from './v1-buffer-lock.ts';

/** A lock per cache. */
export function lockPerCache({ lock }: Context): GuardEntries {
  return (name, entries) => {
    const cacheLock = lock(name);
    return new GuardedCache(entries, () => cacheLock);
  };
}

/**
 * The fix of [router-document]: a lock per cache, not held while an endpoint is asked; a row's minute read before the
 * lock.
 */
export const cacheLocks: Design = {
  ...bufferLock,
  listings: (context) => separateFetches(context, lockPerCache(context)),
  buffer: (database, { lock }) => new LockedTokenBuffer(database, lock('buffer'), 'before-lock'),
};

export const createCacheLocksRouter = routerOf(cacheLocks);
