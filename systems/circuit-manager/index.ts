import { NoLockManager } from './c0-no-lock.ts';
import { CircuitLockManager } from './c1-circuit-lock.ts';
import { RereadTwoSessionsManager } from './c2-reread-before-lock-two-sessions.ts';
import { TombstoneManager } from './c3-tombstone.ts';
import { RereadBeforeLockManager } from './c4-reread-before-lock.ts';
import { RereadUnderLockManager } from './c5-reread-under-lock.ts';
import { HardenedManager } from './hardened.ts';
import type { CircuitEnv, CircuitManager, CircuitOptions } from './manager.ts';
import type { ProxyPort } from './ports.ts';

export {
  circuitEntries,
  circuitPrefixes,
  serviceEntries,
  servicePrefix,
  sessionPrefix,
} from './circuit-keys.ts';
export {
  type Coordinator,
  deleteInsideTransaction,
  deleteThenUnload,
  recordHealth,
  replaceRoutes,
} from './coordinator.ts';
export type { CircuitEnv, CircuitManager, CircuitOptions } from './manager.ts';
export type {
  Circuit,
  CircuitDatabase,
  CircuitSession,
  Entries,
  Guard,
  KeyValueStore,
  ProxyPort,
  Route,
  WorkerEvent,
  WorkerEvents,
} from './ports.ts';
export { type Scope, type Spawn, Task } from '../primitives/task.ts';

export interface CircuitManagerVariant {
  create(env: CircuitEnv, options?: CircuitOptions): CircuitManager;
  /** Where it comes from. */
  readonly source: string;
  /** What the source claims of it. */
  readonly claim: string | undefined;
}

export interface CircuitManagerSystem {
  readonly id: string;
  /** What is to hold of all variants, in words, by the ids of invariants. */
  readonly demands: Readonly<Record<string, string>>;
  /** Every variant writes to any of these, by `env.proxy`: keys in a store, or events to a worker ("legacy"). */
  readonly proxies: readonly ProxyPort['kind'][];
  readonly variants: Readonly<Record<string, CircuitManagerVariant>>;
}

const pullRequest = 'circuit-manager-pr';

/**
 * The circuit manager of a reverse-proxy coordinator, through its pull request [circuit-manager-pr].
 *
 * - `c0-no-lock`: before; every caller writes when it likes, the health checker from its own snapshot.
 * - `c1-circuit-lock`: one lock per circuit around update and unload, removed from the table after the unload.
 * - `c2-reread-before-lock-two-sessions`: and the health checker re-reads the circuit before it takes the lock.
 * - `c3-tombstone`: re-reads in one session; the lock is kept, a tombstone makes updates after an unload return.
 * - `c4-reread-before-lock`: the pull request's end: no tombstone, the lock is removed again, legacy unload takes none.
 * - `c5-reread-under-lock`: what the project merged later [backend-ai]: lock, re-read, write; unload swallows errors.
 * - `hardened`: ours: callers only mark circuits as changed; one writer per circuit shows what is committed.
 */
export const circuitManagers = {
  id: 'circuit-manager',
  demands: {
    'backends-as-committed':
      'When all is quiet the proxy sends traffic to the addresses and weights that are committed.',
    'health-as-committed':
      'When all is quiet the proxy shows a session just where it is committed as healthy.',
    'live-circuits-are-routed': 'The proxy takes traffic for every circuit that exists.',
    'no-stale-session-keys': 'When all is quiet no session has keys that its circuit no longer has.',
    'session-keys-match-routes':
      'When all is quiet the sessions that are shown are the healthy routes that are committed.',
    'updates-take-effect': 'A circuit that exists and was updated shows what it was updated to.',
  },
  proxies: ['etcd', 'worker'],
  variants: {
    'c0-no-lock': {
      create: (env, options) => new NoLockManager(env, options),
      source: pullRequest,
      claim: 'The health checker recreates keys of deleted circuits, and stale backend URLs persist.',
    },
    'c1-circuit-lock': {
      create: (env, options) => new CircuitLockManager(env, options),
      source: `${pullRequest}, first commit`,
      claim: 'A lock per circuit prevents races between route updates and the deletion of the circuit.',
    },
    'c2-reread-before-lock-two-sessions': {
      create: (env, options) => new RereadTwoSessionsManager(env, options),
      source: `${pullRequest}, second commit`,
      claim:
        'Reading the circuit again and skipping a deleted one keeps stale service keys from being recreated.',
    },
    'c3-tombstone': {
      create: (env, options) => new TombstoneManager(env, options),
      source: `${pullRequest}, the answer to the review`,
      claim: 'An update that was queued behind an unload meets the tombstone and writes nothing.',
    },
    'c4-reread-before-lock': {
      create: (env, options) => new RereadBeforeLockManager(env, options),
      source: `${pullRequest}, last commit; lock removal and legacy unload from backend-ai`,
      claim: 'Reading the circuit again already detects deleted circuits, so the tombstone is not needed.',
    },
    'c5-reread-under-lock': {
      create: (env, options) => new RereadUnderLockManager(env, options),
      source: 'backend-ai, after circuit-manager-pr',
      claim: undefined,
    },
    hardened: {
      create: (env, options) => new HardenedManager(env, options),
      source: 'ours',
      claim: undefined,
    },
  },
} as const satisfies CircuitManagerSystem;
