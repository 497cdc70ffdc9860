/*
 * The caller that refreshes is cancelled, once, at any await: a user interrupts a tool call. From [refresh-holder-pr]:
 * without a shield its lock is free while its thread runs on, and the next caller creates a second session; with it,
 * none does.
 * Invariant: a cancelled caller releases nothing while the thread runs. Of the menu: the cancellation, once.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { reasoned } from '../expected.ts';
import { UNGUARDED, cancellationClaims } from './expectations.ts';
import { inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

export default scenario('the refreshing caller is cancelled once', refreshHolders, {
  workload: fc.record({ callers: fc.integer({ min: 1, max: 3 }) }),
  invariants,
  notApplicable: inapplicable,
  claims: cancellationClaims,
  expect: reasoned(
    {
      's1-thread': { 'refreshes-within-need': 'violated', 'at-most-one-in-flight': 'violated' },
      's2-double-checked-lock': {
        'refreshes-within-need': 'violated',
        'at-most-one-in-flight': 'violated',
        'thread-not-left-behind': 'violated',
      },
    },
    {
      'refreshes-within-need': { 's1-thread': UNGUARDED },
      'at-most-one-in-flight': { 's1-thread': UNGUARDED },
    },
  ),
  faults: { budget: 1, cancel: ['caller*'] },
  run(sim, variant, { callers }) {
    const proxy = new SigningProxy(sim, variant);
    proxy.beginMarked();
    proxy.callers(callers);
    return () => proxy.checks();
  },
});
