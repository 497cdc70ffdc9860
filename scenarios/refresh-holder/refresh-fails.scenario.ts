/*
 * The token service refuses to create a session. The originals swallow that: the mark stays, the next request tries
 * again, and this one is signed with what there is.
 * Invariant: no request is signed with credentials known to be bad before it began. Of the menu: the
 * token service's errors, as an outage that ends, and its slowness.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { reasoned } from '../expected.ts';
import { UNGUARDED } from './expectations.ts';
import { inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

const QUIET_MS = 300_000;

export default scenario('refreshing fails', refreshHolders, {
  workload: fc.record({
    callers: fc.integer({ min: 2, max: 3 }),
    failingCreates: fc.integer({ min: 1, max: 2 }),
    slowestCreateMs: fc.constantFrom(500, 60_000),
    slowestReplyMs: fc.constantFrom(500, 5_000),
  }),
  invariants,
  notApplicable: inapplicable,
  expect: reasoned(
    {
      's0-synchronous': { 'refreshes-within-need': 'violated', 'no-known-bad-credentials': 'violated' },
      's1-thread': {
        'refreshes-within-need': 'violated',
        'at-most-one-in-flight': 'violated',
        'no-known-bad-credentials': 'violated',
      },
      's2-double-checked-lock': {
        'refreshes-within-need': 'violated',
        'no-known-bad-credentials': 'violated',
      },
      's3-shielded': { 'refreshes-within-need': 'violated', 'no-known-bad-credentials': 'violated' },
    },
    {
      'no-known-bad-credentials':
        'a refresh that failed is swallowed, and the request signed with what there is',
      'at-most-one-in-flight': UNGUARDED,
    },
  ),
  run(sim, variant, { callers, ...options }) {
    const proxy = new SigningProxy(sim, variant, options);
    proxy.beginMarked();
    proxy.callers(callers);
    proxy.caller('last', { startMs: [QUIET_MS, QUIET_MS] });
    return () => proxy.checks();
  },
});
