/*
 * Usages are recorded while a flush is in the middle of its transactions, and `flush_remaining_buffers` runs beside the
 * periodic `flush_buffer`. From [router-document], problem 3 (buffer access): "copies are made while holding the lock,
 * then released before the database operations"; and from its problem 4: the token counters, in memory, which the worker
 * updates after the buffers. No faults here: what is lost is lost on an ordinary day.
 * Invariants: Σ accepted = Σ committed + Σ buffered, in both tables; no row twice; the two tables agree; the counters have
 * what was taken up; the periodic flush goes on.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { Fleet, loopKinds } from './fleet.ts';

export default scenario('usage during a flush', modelRouter, {
  workload: fc.record({
    usages: fc.integer({ min: 1, max: 3 }),
    flushes: fc.integer({ min: 1, max: 2 }),
    endpoints: fc.integer({ min: 1, max: 2 }),
  }),
  kinds: loopKinds,
  invariants: ['no-lost-rows', 'no-duplicate-rows', 'totals-agree', 'no-lost-update', 'flushing-goes-on'],
  claims: claimedIn('router-document, problems 3 and 4', {
    'v1-buffer-lock': { 'no-lost-rows': 'holds' },
    'v2-cache-locks': { 'no-lost-rows': 'holds', 'no-lost-update': 'holds', 'no-deadlock': 'holds' },
  }),
  expect: reasoned(
    violatedBy({
      'no-lost-rows': ['v0-live-buffer', 'r2-lock-timeout'],
      'totals-agree': ['v0-live-buffer', 'r2-lock-timeout'],
      'flushing-goes-on': ['v0-live-buffer', 'r2-lock-timeout'],
    }),
    {
      'no-lost-rows': { 'v0-live-buffer': 'what came in while it wrote is cleared with what it wrote' },
      'totals-agree': { 'v0-live-buffer': 'what came in while it wrote is cleared with what it wrote' },
      'flushing-goes-on': { 'v0-live-buffer': 'a dictionary that grows while it is gone through throws' },
    },
  ),
  run(sim, variant, { usages, flushes, endpoints }) {
    // The lock timeout is shorter than the slowest transaction.
    const fleet = new Fleet(sim, variant, { endpoints, flushIntervalMs: 50, lockTimeoutMs: 100 });
    fleet.router.startWorkers();
    fleet.producer(usages);
    for (let i = 0; i < flushes; i++) {
      sim.task(
        i === 0 ? 'flush-remaining' : `flush-remaining.${i + 1}`,
        () => fleet.router.flushRemaining(),
        { startMs: [20, 300] },
      );
    }
    const { accounts } = fleet;
    return () => [
      accounts.noLostRows(),
      accounts.noDuplicateRows(),
      accounts.totalsAgree(),
      fleet.tokensCounted(),
      fleet.flushingGoesOn(),
    ];
  },
});
