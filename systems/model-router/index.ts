import { HardenedRouter } from './hardened.ts';
import type { CreateRouter } from './model-router.ts';
import { createReadWriteLockRouter } from './r1-read-write-lock.ts';
import { createLockTimeoutRouter } from './r2-lock-timeout.ts';
import { createLockPerKeyRouter } from './r3-lock-per-key.ts';
import { createVersionedInvalidationRouter } from './r4-versioned-invalidation.ts';
import { createUnlockedCountersRouter } from './u1-unlocked-counters.ts';
import { createUnlockedSubscribersRouter } from './u2-unlocked-subscribers.ts';
import { createLiveBufferRouter } from './v0-live-buffer.ts';
import { createBufferLockRouter } from './v1-buffer-lock.ts';
import { createCacheLocksRouter } from './v2-cache-locks.ts';
import { createSnapshotUnderLockRouter } from './v3-snapshot-under-lock.ts';
import { createSharedFetchRouter } from './v4-shared-fetch.ts';
import { createSplitErrorCacheRouter } from './v5-split-error-cache.ts';
import { createOneRefreshPerKeyRouter } from './v6-one-refresh-per-key.ts';
import { createAtomicReservationRouter } from './v7-atomic-reservation.ts';

export interface RouterVariant {
  readonly create: CreateRouter;
  /** Whether its counters live behind the port, where reading and writing one suspends. Default: in memory. */
  readonly sharesCounters?: true;
  /** Where the design comes from. */
  readonly source: string;
  /** What the source says of it; missing where it says nothing. */
  readonly claim?: string;
}

export interface RouterSystem {
  readonly id: string;
  /** What is to hold of all variants, in words, by the ids of invariants. */
  readonly demands: Readonly<Record<string, string>>;
  readonly variants: Readonly<Record<string, RouterVariant>>;
}

/**
 * An LLM router over several endpoints: caches of their models, counters of requests in flight, a write-behind
 * buffer of token counts, subscribers to snapshots of it all.
 *
 * - `v0-live-buffer` ([nomyo-router]): no buffer lock; a flush writes the live buffer, then clears it.
 * - `v1-buffer-lock` ([router-document], before): copy and clear under a lock; no cache locks; minute read under the
 *   lock.
 * - `v2-cache-locks` ([router-document], after): a lock per cache, and the minute read before the lock. Claim: fixes
 *   the races of caches, timestamps and buffers, with no deadlock.
 * - `v3-snapshot-under-lock` ([nomyo-router]): publishes under the usage lock and takes it again.
 * - `v4-shared-fetch` ([nomyo-router]): without that second take; shared fetches; stale loaded models are served.
 * - `v5-split-error-cache` ([nomyo-router]): error caches apart, stale models are served, cancelled workers finish.
 * - `v6-one-refresh-per-key` ([nomyo-router]): at most one background refresh per key.
 * - `v7-atomic-reservation` ([nomyo-router]): choosing and reserving is one step.
 * - `r1`–`r4` ([router-document], outlook): v2 with a read-write lock, a lock timeout, a lock per key, versioned
 *   invalidation.
 * - `u1-unlocked-counters`, `u2-unlocked-subscribers` ([router-document], problems 4 and 5): v2 without those locks.
 * - `hardened` (ours): no locks, since nothing awaits in mid-change; one fetch per key; batches with an id.
 */
export const modelRouter = {
  id: 'model-router',
  demands: {
    'all-written-at-shutdown': 'When all is over everything that was accepted is written.',
    'failures-kept-apart': 'Nobody goes without a listing because of another listing that failed.',
    'flushing-goes-on': 'The flusher outlives errors of the database.',
    'no-transaction-left-open': 'No transaction is open while no flush is under way.',
    'nothing-after-unsubscribing': 'Nothing is sent to a subscriber that has left.',
  },
  variants: {
    'v0-live-buffer': { create: createLiveBufferRouter, source: 'nomyo-router, before the buffer lock' },
    'v1-buffer-lock': {
      create: createBufferLockRouter,
      source: 'router-document, before the fixes',
      claim: 'Caches are accessed without synchronisation, and minutes read under the lock are inconsistent.',
    },
    'v2-cache-locks': {
      create: createCacheLocksRouter,
      source: 'router-document, the fixes',
      claim: 'Caches, minutes, buffers, counters and subscribers are free of races, without deadlocks.',
    },
    'v3-snapshot-under-lock': {
      create: createSnapshotUnderLockRouter,
      source: 'nomyo-router, after router-document',
    },
    'v4-shared-fetch': {
      create: createSharedFetchRouter,
      source: 'nomyo-router, request coalescing',
      claim: 'Of the requests that find the cache expired, only one reaches the endpoint.',
    },
    'v5-split-error-cache': {
      create: createSplitErrorCacheRouter,
      source: 'nomyo-router, error caches apart',
      claim:
        'A failure of one listing does not spoil the other, and no model vanishes for a passing timeout.',
    },
    'v6-one-refresh-per-key': {
      create: createOneRefreshPerKeyRouter,
      source: 'nomyo-router, one refresh per key',
    },
    'v7-atomic-reservation': {
      create: createAtomicReservationRouter,
      source: 'nomyo-router, atomic reservation',
    },
    'r1-read-write-lock': {
      create: createReadWriteLockRouter,
      source: 'router-document, future improvements 1',
      claim: 'To be considered for read-heavy workloads.',
    },
    'r2-lock-timeout': {
      create: createLockTimeoutRouter,
      source: 'router-document, future improvements 3',
      claim: 'Prevents deadlocks.',
    },
    'r3-lock-per-key': {
      create: createLockPerKeyRouter,
      source: 'router-document, performance considerations',
    },
    'r4-versioned-invalidation': {
      create: createVersionedInvalidationRouter,
      source: 'router-document, future improvements 2',
    },
    'u1-unlocked-counters': {
      create: createUnlockedCountersRouter,
      sharesCounters: true,
      source: 'router-document, problem 4',
    },
    'u2-unlocked-subscribers': {
      create: createUnlockedSubscribersRouter,
      source: 'router-document, problem 5',
    },
    hardened: { create: (env, options) => new HardenedRouter(env, options), source: 'ours' },
  },
} as const satisfies RouterSystem;

export type {
  Buffered,
  CreateRouter,
  ListingKind,
  ModelRouter,
  RouterEnv,
  RouterOptions,
  Subscription,
} from './model-router.ts';
export { keyOf } from './model-router.ts';
export { LockTimeout, NoSuchModel, RouterClosed, UpstreamError } from './errors.ts';
export type * from './ports.ts';
export { lockAcquired, type LockEvent, lockQueued, lockReleased } from '../primitives/lock-events.ts';
export { type Scope, Task } from '../primitives/task.ts';
