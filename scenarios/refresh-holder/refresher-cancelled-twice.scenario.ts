/*
 * The caller that refreshes is cancelled, and cancelled again while it waits for its thread: a user interrupts, and
 * then the process that runs the tool call gives up on it. [refresh-holder-pr] shields the first await only.
 * Invariant: a cancelled caller releases nothing while the thread runs. Of the menu: cancellations, two in a run.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { claimedIn, reasoned } from '../expected.ts';
import { inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

export default scenario('the refreshing caller is cancelled twice', refreshHolders, {
  workload: fc.record({ callers: fc.integer({ min: 2, max: 3 }) }),
  invariants,
  notApplicable: inapplicable,
  claims: claimedIn('refresh-holder-pr, Summary and its tests', {
    's2-double-checked-lock': {
      'refreshes-within-need': 'violated',
      'at-most-one-in-flight': 'violated',
      'thread-not-left-behind': 'violated',
    },
    's3-shielded': { 'refreshes-within-need': 'holds', 'thread-not-left-behind': 'holds' },
  }),
  expect: reasoned(
    {
      's1-thread': { 'refreshes-within-need': 'violated', 'at-most-one-in-flight': 'violated' },
      's2-double-checked-lock': {
        'refreshes-within-need': 'violated',
        'at-most-one-in-flight': 'violated',
        'thread-not-left-behind': 'violated',
      },
      's3-shielded': {
        'refreshes-within-need': 'violated',
        'at-most-one-in-flight': 'violated',
        'thread-not-left-behind': 'violated',
      },
    },
    {
      'refreshes-within-need': {
        's1-thread': 'nothing keeps callers from refreshing at once',
        's3-shielded': 'only the first await is shielded',
      },
      'at-most-one-in-flight': {
        's1-thread': 'nothing keeps callers from refreshing at once',
        's3-shielded': 'only the first await is shielded',
      },
      'thread-not-left-behind': { 's3-shielded': 'only the first await is shielded' },
    },
  ),
  faults: { budget: 2, cancel: ['caller*'] },
  run(sim, variant, { callers }) {
    const proxy = new SigningProxy(sim, variant);
    proxy.beginMarked();
    proxy.callers(callers);
    return () => proxy.checks();
  },
});
