/*
 * Requests of all sorts under the component's whole fault menu: sessions that cannot be created or are slow, callers
 * that are cancelled, twice too, upstream without an answer, and others that make the session stale at any moment.
 * Invariants: all of the component, where nothing is left out.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { everyFault, inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

export default scenario('everything goes wrong', refreshHolders, {
  workload: fc.record({
    early: fc.integer({ min: 1, max: 2 }),
    callers: fc.integer({ min: 2, max: 3 }),
    others: fc.boolean(),
    interrupts: fc.integer({ min: 0, max: 2 }),
    threads: fc.integer({ min: 2, max: 4 }),
    failingCreates: fc.integer({ min: 0, max: 1 }),
    slowestCreateMs: fc.constantFrom(500, 60_000),
  }),
  invariants,
  notApplicable: inapplicable,
  expect: {
    's0-synchronous': { 'refreshes-within-need': 'violated', 'no-known-bad-credentials': 'violated' },
    's1-thread': {
      'refreshes-within-need': 'violated',
      'at-most-one-in-flight': 'violated',
      'no-known-bad-credentials': 'violated',
    },
    's2-double-checked-lock': {
      'refreshes-within-need': 'violated',
      'at-most-one-in-flight': 'violated',
      'no-known-bad-credentials': 'violated',
      'thread-not-left-behind': 'violated',
    },
    's3-shielded': {
      'refreshes-within-need': 'violated',
      'at-most-one-in-flight': 'violated',
      'no-known-bad-credentials': 'violated',
      'thread-not-left-behind': 'violated',
    },
  },
  faults: everyFault,
  run(sim, variant, { early, callers, others, interrupts, ...options }) {
    const proxy = new SigningProxy(sim, variant, options);
    proxy.beginMarked();
    for (let i = 1; i <= early; i++) proxy.caller(`early${i}`);
    proxy.callers(callers);
    proxy.interrupt('caller1', interrupts, [10, 500]);
    if (others) proxy.others();
    return () => proxy.checks();
  },
});
