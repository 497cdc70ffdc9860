/*
 * The caller that refreshes is cancelled, and cancelled again while it waits for its thread: a user interrupts, and
 * then the process that runs the tool call gives up on it. [refresh-holder-pr] shields the first await only.
 * Invariant: a cancelled caller releases nothing while the thread runs. Of the menu: cancellations, two in a run.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { reasoned } from '../expected.ts';
import { SHIELDED_ONCE, UNGUARDED, cancellationClaims, cancelledAgain } from './expectations.ts';
import { inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

export default scenario('the refreshing caller is cancelled twice', refreshHolders, {
  workload: fc.record({ callers: fc.integer({ min: 2, max: 3 }) }),
  invariants,
  notApplicable: inapplicable,
  claims: cancellationClaims,
  expect: reasoned(cancelledAgain, {
    'refreshes-within-need': {
      's1-thread': UNGUARDED,
      's3-shielded': SHIELDED_ONCE,
    },
    'at-most-one-in-flight': {
      's1-thread': UNGUARDED,
      's3-shielded': SHIELDED_ONCE,
    },
    'thread-not-left-behind': { 's3-shielded': SHIELDED_ONCE },
  }),
  faults: { budget: 2, cancel: ['caller*'] },
  run(sim, variant, { callers }) {
    const proxy = new SigningProxy(sim, variant);
    proxy.beginMarked();
    proxy.callers(callers);
    return () => proxy.checks();
  },
});
