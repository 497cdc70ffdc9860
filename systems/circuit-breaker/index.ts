import { OneError } from './b0-one-error.ts';
import { ErrorList } from './b1-error-list.ts';
import { RingOfErrors } from './b2-ring-of-errors.ts';
import { FailureRatio } from './b3-failure-ratio.ts';
import { ReadLockFirst } from './b3rw-read-lock-first.ts';
import { StatusZero, upstreamErrorsAndSilence } from './b3z-status-zero.ts';
import { LoadOrStore } from './b4-load-or-store.ts';
import type { BreakerEnvironment, BreakerOptions, CircuitBreaker } from './circuit-breaker.ts';
import { HardenedBreaker } from './hardened.ts';
import { hardenedRule, hardenedSettings } from './hardened-rule.ts';
import { LoadThenStore } from './mutant-load-then-store.ts';
import {
  errorRunRule,
  errorRunSettings,
  failureRatioRule,
  failureRatioSettings,
  type SequentialRule,
  timeoutsAndRateLimits,
  upstreamErrors,
} from './sequential.ts';

export type {
  BreakerEnvironment,
  BreakerOptions,
  CallRecord,
  CircuitBreaker,
  Reply,
} from './circuit-breaker.ts';
export { verdictOn } from './hardened-rule.ts';
export { compareMemory } from './memory-comparison.ts';
export type { Key, ModelRequest, SharedMemory, Upstream, UpstreamResponse } from './ports.ts';
export type { SequentialRule } from './sequential.ts';
export { Cancelled, Task } from '../primitives/task.ts';

export interface BreakerVariant {
  create(env: BreakerEnvironment, options?: BreakerOptions): CircuitBreaker;
  /** What `record` and `isAvailable` do when nothing runs at the same time. Give it the options of `create`. */
  rule(options?: BreakerOptions): SequentialRule<unknown>;
  /** Where it comes from. */
  readonly source: string;
  /** What the source claims of it. */
  readonly claim: string | undefined;
}

export interface BreakerSystem {
  readonly id: string;
  /** What is to hold of all variants, in words, by the ids of invariants. */
  readonly demands: Readonly<Record<string, string>>;
  readonly variants: Readonly<Record<string, BreakerVariant>>;
}

const review = 'circuit-breaker-pr';
const publicCode = 'circuit-breaker-pr and its public code';
const ratio =
  (failures: ReadonlySet<number>) =>
  (options: BreakerOptions = {}) =>
    failureRatioRule(failureRatioSettings(options, failures));
const errorRun = (options: BreakerOptions = {}) => errorRunRule(errorRunSettings(options));

/**
 * The circuit breaker of an LLM gateway, through its review [circuit-breaker-pr]. All run on pre-emptible threads (rule
 * 4 of [fidelity-rules]).
 *
 * - `b0-one-error`: one timeout or 429 within five minutes makes the model unavailable.
 * - `b1-error-list`: a list of errors per model, replaced by a longer copy, no lock; unavailable after ten within
 *   five minutes; any other status empties it.
 * - `b2-ring-of-errors`: a ring of ten slots instead; records take one lock, checks none.
 * - `b3-failure-ratio`: unavailable when 95 % of the last 100 calls within a minute were 429 or 504; a lock for
 *   the table, one per model's ring; checks read the table without the lock.
 * - `b3rw-read-lock-first`: looks for the ring under a read lock, takes the write lock to create it and does not
 *   look again.
 * - `b3z-status-zero`: 500 and status 0 are failures too, and a cancelled call has status 0.
 * - `b4-load-or-store`: the final one: the table's load-or-store is atomic; failures are 429, 504 and 500.
 * - `mutant-load-then-store`: the same with two accesses for load-or-store.
 * - `hardened`: ours: one cell per model; a minimum sample, a cool-down, one probe; clients neither trip nor mask.
 */
export const circuitBreakers = {
  id: 'circuit-breaker',
  demands: {
    'at-most-one-probe':
      'Until one has succeeded, at most one request at a time tries a model that became unavailable.',
    'clients-do-not-mask': 'Clients who leave or err make no failing model available.',
    'clients-do-not-trip': 'Clients who leave or err make no healthy model unavailable.',
    'late-failure-does-not-trip':
      'A failure of a request that was sent before a recovery makes no model unavailable again.',
    'late-success-does-not-reopen':
      'A success of a request that was sent before an outage makes no model available again.',
    'minimum-sample': 'Nobody is refused before a minimum sample of calls has ended.',
    'models-independent': 'Records of different models do not wait for each other.',
    'no-lost-record': 'No record is lost.',
    'one-breaker-per-model': 'Of each model there is one breaker, whoever asks for it first.',
    'ten-of-ten-thousand-is-no-outage': 'Ten errors of ten thousand requests make no model unavailable.',
    'ten-of-twelve-is-an-outage': 'Ten errors of twelve requests make a model unavailable.',
  },
  variants: {
    'b0-one-error': {
      create: (env, options) => new OneError(env, options),
      rule: (options) => errorRun({ ...options, errorThreshold: 1 }),
      source: review,
      claim:
        'A single error within the window makes a model unavailable, which the review calls too sensitive.',
    },
    'b1-error-list': {
      create: (env, options) => new ErrorList(env, options),
      rule: errorRun,
      source: publicCode,
      claim:
        'The review says that it runs into data races, and trips at a fixed count however many calls there are.',
    },
    'b2-ring-of-errors': {
      create: (env, options) => new RingOfErrors(env, options),
      rule: errorRun,
      source: publicCode,
      claim: 'Its author says that 10 errors among 10,000 calls trip it, and that 10 among 12 should.',
    },
    'b3-failure-ratio': {
      create: (env, options) => new FailureRatio(env, options),
      rule: ratio(timeoutsAndRateLimits),
      source: publicCode,
      claim: 'A model is unavailable when 95 % of its last 100 calls within a minute timed out or got a 429.',
    },
    'b3rw-read-lock-first': {
      create: (env, options) => new ReadLockFirst(env, options),
      rule: ratio(timeoutsAndRateLimits),
      source: review,
      claim: 'Calls need not wait for each other to find the ring of a model that has one.',
    },
    'b3z-status-zero': {
      create: (env, options) => new StatusZero(env, options),
      rule: ratio(upstreamErrorsAndSilence),
      source: review,
      claim: 'Rejected: status 0 also covers cancelled calls, which are hardly the upstream’s errors.',
    },
    'b4-load-or-store': {
      create: (env, options) => new LoadOrStore(env, options),
      rule: ratio(upstreamErrors),
      source: publicCode,
      claim: 'Safe for concurrent use; only named upstream statuses count as failures.',
    },
    'mutant-load-then-store': {
      create: (env, options) => new LoadThenStore(env, options),
      rule: ratio(upstreamErrors),
      source: 'ours: b4-load-or-store with the load-or-store taken apart',
      claim: undefined,
    },
    hardened: {
      create: (env, options) => new HardenedBreaker(env, options),
      rule: (options = {}) => hardenedRule(hardenedSettings(options)),
      source: 'ours',
      claim: undefined,
    },
  },
} as const satisfies BreakerSystem;
