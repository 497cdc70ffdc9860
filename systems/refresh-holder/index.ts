import { HardenedClient } from './hardened.ts';
import { SynchronousClient } from './s0-synchronous.ts';
import { ThreadClient } from './s1-thread.ts';
import { DoubleCheckedLockClient } from './s2-double-checked-lock.ts';
import { ShieldedClient } from './s3-shielded.ts';
import { FreshPerRequestClient } from './s4-fresh-per-request.ts';
import type { RefreshEnv, RefreshOptions, SigningClient } from './signing-client.ts';

export { lockAcquired, lockQueued } from '../primitives/lock-events.ts';
export { type Scope, Task } from '../primitives/task.ts';
export type {
  BlockingTokenService,
  CredentialFile,
  Session,
  SignedRequest,
  Thread,
  Threads,
  TokenService,
  Upstream,
} from './ports.ts';
export type { RefreshEnv, RefreshOptions, SigningClient } from './signing-client.ts';

export interface RefreshHolderVariant {
  create(env: RefreshEnv, options?: RefreshOptions): SigningClient;
  /** Where it comes from. */
  readonly source: string;
  /** What the source claims of it. */
  readonly claim: string | undefined;
}

export interface RefreshHolderSystem {
  readonly id: string;
  /** What is to hold of all variants, in words, by the ids of invariants. */
  readonly demands: Readonly<Record<string, string>>;
  readonly variants: Readonly<Record<string, RefreshHolderVariant>>;
}

const pullRequest = 'refresh-holder-pr';

/**
 * The holder of a signing client's session, through the changes of its refresh [refresh-holder-pr].
 *
 * - `s0-synchronous`: refreshes without suspending, and blocks the event loop while the token service answers.
 * - `s1-thread`: refreshes on a thread; every caller that finds the mark creates a session.
 * - `s2-double-checked-lock`: one caller creates, under a lock; a cancelled one releases it too early.
 * - `s3-shielded`: the pull request's fix: a cancelled caller waits for the thread before it leaves.
 * - `s4-fresh-per-request`: what superseded it: no holder, every request reads the credentials file.
 * - `hardened`: ours: marks name a generation, and the refresh is a task that belongs to no caller.
 */
export const refreshHolders = {
  id: 'refresh-holder',
  demands: {
    'one-failure-for-all': 'Who waited for an attempt that failed makes none of his own.',
    'thread-not-left-behind':
      'No refresh begins while the thread of one whose caller was cancelled still runs.',
  },
  variants: {
    's0-synchronous': {
      create: (env, options) => new SynchronousClient(env, options),
      source: `${pullRequest}, its history`,
      claim: 'The blocking call stalls the event loop and causes connection timeouts of about 60 s.',
    },
    's1-thread': {
      create: (env, options) => new ThreadClient(env, options),
      source: `${pullRequest}, the change it follows (#270)`,
      claim:
        'The event loop stays responsive; all callers that find the mark race to create sessions, and the losers’ requests are rejected.',
    },
    's2-double-checked-lock': {
      create: (env, options) => new DoubleCheckedLockClient(env, options),
      source: `${pullRequest}, before the shield`,
      claim: 'Three concurrent callers create one session; a cancelled caller leads to a second one.',
    },
    's3-shielded': {
      create: (env, options) => new ShieldedClient(env, options),
      source: pullRequest,
      claim: 'One session is created although the caller that refreshes is cancelled.',
    },
    's4-fresh-per-request': {
      create: (env) => new FreshPerRequestClient(env),
      source: `${pullRequest}, superseded by #294`,
      claim: '25 of 25 parallel calls passed, where 22 of 25 had passed before.',
    },
    hardened: {
      create: (env, options) => new HardenedClient(env, options),
      source: 'ours',
      claim: undefined,
    },
  },
} as const satisfies RefreshHolderSystem;
