/*
 * The synchronous original waits for the token service on the event loop: nothing else runs meanwhile, neither while a
 * session is created nor, with nothing to refresh, while a session's credentials are asked for the first time. From
 * [refresh-holder-pr], its first two commits: `get_credentials()` is what blocks above all; connections timed out after
 * stalls of about 60 s; its test lets a ticker go on ticking.
 * Invariant: the event loop is never blocked for longer than a tick.
 */
import fc from 'fast-check';
import { eventLoopNotBlocked, scenario, Ticker } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { claimedIn } from '../expected.ts';
import { SigningProxy } from './signing-proxy.ts';

const TICK_MS = 100;

export default scenario('the event loop stays responsive', refreshHolders, {
  workload: fc.record({
    callers: fc.integer({ min: 1, max: 2 }),
    blockingMs: fc.constantFrom(1_000, 60_000),
    marked: fc.boolean(),
  }),
  invariants: ['event-loop-not-blocked'],
  claims: claimedIn('refresh-holder-pr, first two commits', {
    's0-synchronous': { 'event-loop-not-blocked': 'violated' },
    's1-thread': { 'event-loop-not-blocked': 'holds' },
  }),
  expect: {
    's0-synchronous': { 'event-loop-not-blocked': 'violated' },
  },
  run(sim, variant, { callers, blockingMs, marked }) {
    const ticker = new Ticker(sim, TICK_MS);
    const proxy = new SigningProxy(sim, variant, { blockingMs, slowestCreateMs: blockingMs });
    if (marked) proxy.beginMarked();
    proxy.callers(callers);
    return () => [eventLoopNotBlocked(ticker, TICK_MS)];
  },
});
