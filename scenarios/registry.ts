import type { System } from 'heddle';
import { batchWriters } from '../systems/batch-writer/index.ts';
import { circuitBreakers } from '../systems/circuit-breaker/index.ts';
import { circuitManagers } from '../systems/circuit-manager/index.ts';
import { modelRouter } from '../systems/model-router/index.ts';
import { refreshHolders } from '../systems/refresh-holder/index.ts';

/** What every variant's entry in a system's table tells. */
export interface VariantFacts {
  readonly source: string;
  readonly claim?: string | undefined;
}

/** One component of the case study. */
export interface Component {
  readonly title: string;
  readonly system: System<VariantFacts>;
  /** Every invariant that its scenarios check, with its sentence; those of every run are not repeated. */
  readonly invariants: Readonly<Record<string, string>>;
}

/** Components, variants and invariants; where one does not apply, the scenarios say so with the reason. */
export const registry: readonly Component[] = [
  {
    title: 'Model router: caches, buffers, counters, subscribers',
    system: modelRouter,
    invariants: {
      'no-lost-rows': 'what was enqueued is committed, buffered or in flight',
      'no-duplicate-rows': 'nothing is committed twice',
      'totals-agree': 'the counts table and the series table agree',
      'all-written-at-shutdown': 'what was accepted before a shutdown is in the database after it',
      'no-transaction-left-open': 'a cancelled or failed flush leaves no transaction open',
      'flushing-goes-on': 'no error of one flush ends the periodic flush',
      'minute-of-taking-up': "a row's minute is the minute of its dequeue",
      'at-most-one-in-flight': 'at most one fetch in flight per endpoint and kind',
      'no-request-left-running': 'no request to an endpoint outlives everybody who wanted its answer',
      'endpoints-independent': 'different endpoints do not wait for each other',
      'failures-kept-apart': 'a failure of one listing is not taken for one of the other',
      'no-stale-overwrite': 'a cache never moves to an older server version',
      'nothing-past-time-to-live': 'nothing is served past its time to live, or its stale limit',
      'no-collateral-cancellation': 'a cancelled caller hurts no other',
      'no-lost-update': 'no counter update is lost',
      'never-negative': 'usage is never below 0',
      'zero-at-end': 'usage is 0 at quiescence',
      'within-limit': 'never more requests in flight than the limit',
      'messages-in-order': 'a subscriber gets snapshots in order',
      'nothing-after-unsubscribing': 'a subscriber gets nothing after unsubscribing',
      'closing-signal-arrives': 'a subscriber gets its sentinel',
      'bounded-stop': 'a shutdown ends within its bound',
      'waiters-are-told': 'nobody waits for a slot once the router has shut down',
      'who-stays-is-served': 'whoever waits for a slot and stays gets his completion, whoever leaves',
      'cancelled-once-each': 'each cancellation of a client rejects one await, no more and no fewer',
      'handed-out-is-counted': 'the tokens that clients have got are counted',
      'serves-as-documented':
        'clients, counters, snapshots, tables and caches get what the source says, while it runs',
      'no-timer-left-behind': 'when all calls are over no timer runs on',
      'tasks-are-told': 'who supervises the process hears of every task in the background, by name',
    },
  },
  {
    title: 'Batch log writer',
    system: batchWriters,
    invariants: {
      'no-lost-rows': 'a row whose put returned is stored, still buffered, or reported as dropped',
      'no-duplicate-rows': 'no row is stored twice',
      'bounded-stop': 'stop resolves within its bound',
      'nothing-after-stop': 'once stop has resolved nothing is buffered and nothing is written',
      'batch-size': 'no transaction holds more rows than the bound',
      'totals-agree': 'what a user has spent is what his rows cost',
      'accepts-until-stop': 'no put is refused before stop is called',
      'drops-nothing-needlessly': 'what the database takes, if need be at the third attempt, is not dropped',
      'written-before-stop': 'rows are written while the writer runs, not only when it stops',
      'acknowledged-is-stored': 'what the writer says is written is what is stored',
      'reports-what-it-drops': 'a row that cannot be written is reported, and no other',
      'task-error-is-told': 'stop rejects with the error that ended the background task',
      'reports-are-true':
        'reports name rows that were put, and why they were dropped; nothing else is stored',
      'no-timer-left-behind': 'when the writer has stopped no timer runs on',
      'tasks-are-told': 'who supervises the process hears of every task in the background, by name',
    },
  },
  {
    title: 'Circuit manager',
    system: circuitManagers,
    invariants: {
      'no-resurrected-keys': "once a circuit's deletion is committed and all is quiet, no key holds it",
      'no-stale-session-keys': 'no key of a session that its circuit no longer has',
      'session-keys-match-routes': 'session keys are the healthy routes in the database',
      'health-as-committed': 'the health in the proxy is the last committed one',
      'updates-take-effect': 'an update of a circuit that still exists takes effect',
      'backends-as-committed': 'traffic goes where, and in the proportion, that was last committed',
      'live-circuits-are-routed': 'a circuit that exists is routed',
      'mutual-exclusion': 'at most one holder of the lock per circuit',
      'keys-as-specified': 'the store holds the keys that the source names, of the circuits that there are',
      'no-timer-left-behind': 'when all calls are over no timer runs on',
      'tasks-are-told': 'who supervises the process hears of every task in the background, by name',
      'each-call-takes-effect': 'each call alone makes the proxy show what the database says',
      'retries-as-it-says': 'a write that failed is tried again as often as it says, and told each time',
    },
  },
  {
    title: 'Refresh holder',
    system: refreshHolders,
    invariants: {
      'refreshes-within-need': 'no more sessions are created than generations went stale',
      'at-most-one-in-flight': 'at most one create at a time',
      'no-missed-refresh': 'a mark after the session was read leads to a later refresh',
      'no-known-bad-credentials': 'no request is signed with a generation known bad before it began',
      'thread-not-left-behind': "no cancellation lets a refresh begin while another one's thread runs",
      'one-failure-for-all': 'who has waited for an attempt that failed makes none of his own',
      'reply-passed-on': 'each caller gets the answer to its one request, and a rejection marks the session',
      'event-loop-not-blocked': 'the event loop is never blocked for longer than a tick',
      'tasks-are-told': 'who supervises the process hears of every task in the background, by name',
    },
  },
  {
    title: 'Circuit breaker',
    system: circuitBreakers,
    invariants: {
      'one-breaker-per-model': 'one breaker per model',
      'no-data-race':
        'no two threads access the same memory at once with nothing between them, one of them writing',
      'models-independent': 'records of different models do not wait for each other',
      'no-lost-record': 'records kept are the smaller of n and the bound, none lost',
      linearizable:
        'availability is a pure function of the ring and the clock: checks and records have a sequential order',
      'trips-at-the-ratio': '94 failures of 100 leave the model available, 95 do not',
      'ten-of-ten-thousand-is-no-outage': '10 errors among 10,000 calls do not trip',
      'ten-of-twelve-is-an-outage': '10 failures of 12 trip',
      'clients-do-not-trip': "a client's own cancellations, limits and errors do not trip a healthy model",
      'clients-do-not-mask': 'nor do they hide an outage',
      'minimum-sample': 'no trip below a minimum sample',
      'at-most-one-probe': 'at most one probe after opening',
      'model-recovers': 'a model that is well again is available again',
      'late-success-does-not-reopen': 'a success of a call from before the outage does not reopen',
      'follows-its-rule':
        'availability and what is kept are what the rule says, on both sides of every threshold',
      'refused-by-the-rule': 'a call is refused when the rule says so, and not otherwise',
      'reply-as-it-ended': 'a client is told what became of the call, in time',
      'recorded-as-it-ended': 'what is recorded of a call is what the source says of such an end',
      'no-timer-left-behind': 'when all calls are over no timer runs on',
      'late-failure-does-not-trip': 'a failure of a call from before the recovery does not trip',
      'snapshots-are-atomic': 'what is read beside a lock is read and written atomically',
      'checks-take-no-lock': 'whether a model is available is asked without a lock',
      'keeps-by-its-rule': 'what is kept of a model is what the rule says, whenever a call ends',
    },
  },
];
