/*
 * The pool has one thread, or two, and more callers than that want one: work waits for a free thread, and a cancelled
 * caller's thread stays taken. One thread hides the race of unlocked refreshes, two show it.
 * Invariants: all of the component. Of the menu: cancellations, as events. (In CPython the work of a cancelled caller that still
 * waits for a thread is withdrawn, here it runs: it finds the mark cleared, and does nothing.)
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { reasoned } from '../expected.ts';
import { RELEASED, SHIELDED_ONCE, UNGUARDED, cancelledAgain } from './expectations.ts';
import { inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

export default scenario('a thread pool of one or two', refreshHolders, {
  workload: fc.record({
    threads: fc.integer({ min: 1, max: 2 }),
    callers: fc.integer({ min: 2, max: 3 }),
    interrupts: fc.integer({ min: 0, max: 2 }),
  }),
  invariants,
  notApplicable: inapplicable,
  expect: reasoned(cancelledAgain, {
    'refreshes-within-need': {
      's1-thread': UNGUARDED,
      's2-double-checked-lock': RELEASED,
      's3-shielded': SHIELDED_ONCE,
    },
    'at-most-one-in-flight': {
      's1-thread': UNGUARDED,
      's2-double-checked-lock': RELEASED,
      's3-shielded': SHIELDED_ONCE,
    },
    'thread-not-left-behind': {
      's2-double-checked-lock': RELEASED,
      's3-shielded': SHIELDED_ONCE,
    },
  }),
  run(sim, variant, { threads, callers, interrupts }) {
    const proxy = new SigningProxy(sim, variant, { threads });
    proxy.beginMarked();
    proxy.callers(callers);
    proxy.interrupt('caller1', interrupts, [10, 100]);
    return () => proxy.checks();
  },
});
