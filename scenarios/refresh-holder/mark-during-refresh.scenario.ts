/*
 * Two refreshes overlap, as callers race or a cancelled one leaves its thread behind. A thread loses the processor
 * between its two writes, assigning the session and clearing the mark. Meanwhile the other one assigns the older session,
 * and a rejection of that marks it: then the thread goes on and clears the mark.
 * Invariant: a mark after the session was read leads to a later refresh. Of the menu: cancellations, as events.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { reasoned } from '../expected.ts';
import { UNGUARDED } from './expectations.ts';
import { inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

const CREATE_MS = 400;
const QUIET_MS = 10_000;

export default scenario('a mark arrives during a refresh', refreshHolders, {
  workload: fc.record({
    preempted: fc.subarray([1, 2], { minLength: 1 }),
    laterMs: fc.integer({ min: 100, max: 200 }),
  }),
  invariants,
  notApplicable: inapplicable,
  expect: reasoned(
    {
      's1-thread': {
        'refreshes-within-need': 'violated',
        'at-most-one-in-flight': 'violated',
        'no-missed-refresh': 'violated',
        'no-known-bad-credentials': 'violated',
      },
      's2-double-checked-lock': {
        'refreshes-within-need': 'violated',
        'at-most-one-in-flight': 'violated',
        'no-missed-refresh': 'violated',
        'no-known-bad-credentials': 'violated',
        'thread-not-left-behind': 'violated',
      },
      's3-shielded': {
        'refreshes-within-need': 'violated',
        'at-most-one-in-flight': 'violated',
        'no-missed-refresh': 'violated',
        'no-known-bad-credentials': 'violated',
        'thread-not-left-behind': 'violated',
      },
    },
    {
      'refreshes-within-need': { 's1-thread': UNGUARDED },
      'at-most-one-in-flight': { 's1-thread': UNGUARDED },
      'no-missed-refresh': 'the mark that is cleared is of the session assigned meanwhile',
    },
  ),
  run(sim, variant, { preempted, laterMs }) {
    const proxy = new SigningProxy(sim, variant, { preempted, slowestCreateMs: CREATE_MS });
    proxy.beginMarked();
    proxy.caller('caller1', { startMs: [0, 0] });
    proxy.caller('caller2', { startMs: [1, 5] });
    proxy.interrupt('caller1', 2, [10, 40]);
    proxy.caller('later', { startMs: [laterMs, CREATE_MS] });
    proxy.caller('last', { startMs: [QUIET_MS, QUIET_MS] });
    return () => proxy.checks();
  },
});
