import { type Design, routerOf } from './design.ts';
import { TimedLock } from './locking/timed-lock.ts';
import { cacheLocks } from './v2-cache-locks.ts';

/** Nobody waits for any lock longer than a timeout, the database's operation lock included. */
const lockTimeout: Design = {
  ...cacheLocks,
  lock: (name, { lockTimeoutMs }) => new TimedLock(name, lockTimeoutMs),
};

export const createLockTimeoutRouter = routerOf(lockTimeout);
