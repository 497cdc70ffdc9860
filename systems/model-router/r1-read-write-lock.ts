import { ReadWriteCache } from './cache/read-write-cache.ts';
import { type Design, routerOf } from './design.ts';
import { separateFetches } from './listing/designs.ts';
import { cacheLocks } from './v2-cache-locks.ts';

/** A read-write lock per cache. */
const readWriteLock: Design = {
  ...cacheLocks,
  listings: (context) => separateFetches(context, (name, entries) => new ReadWriteCache(name, entries)),
};

export const createReadWriteLockRouter = routerOf(readWriteLock);
