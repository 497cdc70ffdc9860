import { type Design, routerOf } from './design.ts';
import { noLock } from './locking/lock.ts';
import { cacheLocks } from './v2-cache-locks.ts';

/** The set of subscribers is iterated over awaits without a lock. */
const unlockedSubscribers: Design = { ...cacheLocks, subscribersLock: () => noLock };

export const createUnlockedSubscribersRouter = routerOf(unlockedSubscribers);
