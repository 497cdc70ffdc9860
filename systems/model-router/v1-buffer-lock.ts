import { Mutex } from '../primitives/mutex.ts';
import { LockedTokenBuffer } from './buffer/locked-token-buffer.ts';
import { GuardedCache } from './cache/guarded-cache.ts';
import { CountedUsage } from './counters/counted-usage.ts';
import { type Design, routerOf } from './design.ts';
import { separateFetches } from './listing/designs.ts';
import { noLock } from './locking/lock.ts';

/**
 * The state before the fixes of [router-document]: locks around buffer, counters and subscribers, none around the
 * caches; a row's minute is read under the buffer lock.
 */
export const bufferLock: Design = {
  lock: (name) => new Mutex(name),
  listings: (context) =>
    separateFetches(context, (_name, entries) => new GuardedCache(entries, () => noLock)),
  servesStaleLoadedModels: false,
  buffer: (database, { lock }) => new LockedTokenBuffer(database, lock('buffer'), 'under-lock'),
  workersOnCancel: 'stop',
  counterLock: (name, { lock }) => lock(name),
  publishing: 'after-unlock',
  usage: (parts) => new CountedUsage(parts),
  subscribersLock: ({ lock }) => lock('subscribers'),
};

export const createBufferLockRouter = routerOf(bufferLock);
