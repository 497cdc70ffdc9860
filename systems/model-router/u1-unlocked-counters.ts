import { type Design, routerOf } from './design.ts';
import { noLock } from './locking/lock.ts';
import { cacheLocks } from './v2-cache-locks.ts';

/** Counters are read, awaited and written without a lock. */
const unlockedCounters: Design = { ...cacheLocks, counterLock: () => noLock };

export const createUnlockedCountersRouter = routerOf(unlockedCounters);
