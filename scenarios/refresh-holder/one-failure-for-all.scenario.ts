/*
 * The token service is out of order, and slow to say so. Callers that find the mark wait for the refresh that one of them
 * has begun; when it fails, each of them may try in its turn, and the last one waits as often as there are callers.
 * From [refresh-holder-pr]: losers of the race queue on the lock, look at the mark again and skip the create, which is so
 * where the refresh has worked; where it failed, the mark stays. Policy, ours: who has waited for an attempt that failed
 * makes none of his own.
 * Invariant: no attempt is begun by who waited for the one before.
 * No faults: the outage is the story.
 */
import fc from 'fast-check';
import { type CheckResult, held, scenario, violated } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { noSession, SigningProxy } from './signing-proxy.ts';

const INVARIANT = 'one-failure-for-all';

export default scenario('one failure for all who waited', refreshHolders, {
  workload: fc.record({ callers: fc.integer({ min: 2, max: 3 }) }),
  kinds: {
    'repeated-failure': 'Who had waited for an attempt that failed made the same attempt once more.',
  },
  invariants: [INVARIANT],
  notApplicable: {
    's0-synchronous': { '*': 'nobody waits for another: nothing else runs while it refreshes' },
    's4-fresh-per-request': { '*': noSession },
  },
  expect: reasoned(violatedBy({ [INVARIANT]: ['s1-thread', 's2-double-checked-lock', 's3-shielded'] }), {
    [INVARIANT]: {
      's1-thread': 'nobody waits: each makes the attempt by itself',
      's2-double-checked-lock': 'a failed refresh leaves the mark, which the next in the queue finds',
      's3-shielded': 'a failed refresh leaves the mark, which the next in the queue finds',
    },
  }),
  runs: 100,
  run(sim, variant, { callers }) {
    const proxy = new SigningProxy(sim, variant, { failingCreates: callers, slowestCreateMs: 60_000 });
    proxy.beginMarked();
    // All of them come before the first attempt can have failed.
    for (let i = 1; i <= callers; i++) proxy.caller(`caller${i}`, { startMs: [0, 50] });
    return (): CheckResult[] => {
      if (proxy.attempts <= 1) return [held(INVARIANT)];
      const message = `${callers} callers waited at once, and ${proxy.attempts} attempts failed`;
      return [violated(INVARIANT, 'repeated-failure', message)];
    };
  },
});
