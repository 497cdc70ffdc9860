import { type Design, routerOf } from './design.ts';
import { cacheLocks } from './v2-cache-locks.ts';

/** Publishes while the usage lock is held, though taking the snapshot acquires it: who counts waits for himself. */
const snapshotUnderLock: Design = { ...cacheLocks, publishing: 'under-lock-relocking' };

export const createSnapshotUnderLockRouter = routerOf(snapshotUnderLock);
