/*
 * A rejection has marked the session; several callers find the mark before the first of them has a new session. From
 * [refresh-holder-pr]: without a lock each creates one, and the losers' requests are rejected; with it, one does.
 * Invariants: no more sessions are created than generations went stale, one at a time.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { claimedIn } from '../expected.ts';
import { inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

export default scenario('callers find the mark', refreshHolders, {
  workload: fc.record({
    callers: fc.integer({ min: 1, max: 4 }),
    rejection: fc.constantFrom(401 as const, 403 as const),
    slowestCreateMs: fc.constantFrom(2_000, 60_000),
  }),
  invariants,
  notApplicable: inapplicable,
  claims: claimedIn('refresh-holder-pr, Summary and its tests', {
    's1-thread': { 'refreshes-within-need': 'violated', 'at-most-one-in-flight': 'violated' },
    's2-double-checked-lock': { 'refreshes-within-need': 'holds', 'at-most-one-in-flight': 'holds' },
    's3-shielded': { 'refreshes-within-need': 'holds', 'at-most-one-in-flight': 'holds' },
  }),
  expect: {
    's1-thread': { 'refreshes-within-need': 'violated', 'at-most-one-in-flight': 'violated' },
  },
  run(sim, variant, { callers, ...options }) {
    const proxy = new SigningProxy(sim, variant, options);
    proxy.beginMarked();
    proxy.callers(callers);
    return () => proxy.checks();
  },
});
