/*
 * Usages are recorded while a flush is in the middle of its transactions, and `flush_remaining_buffers` runs beside the
 * periodic `flush_buffer`. From [router-document], problem 3 (buffer access): "copies are made while holding the lock,
 * then released before the database operations". No faults here: what is lost is lost on an ordinary day.
 * Invariants: Σ accepted = Σ committed + Σ buffered, in both tables; no row twice; the two tables agree.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { Fleet } from './fleet.ts';
import { violatedBy } from './variants.ts';

export default scenario('usage during a flush', modelRouter, {
  workload: fc.record({ usages: fc.integer({ min: 1, max: 3 }), flushes: fc.integer({ min: 1, max: 2 }) }),
  invariants: ['no-lost-rows', 'no-duplicate-rows', 'totals-agree'],
  claims: {
    'v1-buffer-lock': { 'no-lost-rows': 'holds' },
    'v2-cache-locks': { 'no-lost-rows': 'holds', 'no-deadlock': 'holds' },
  },
  expect: violatedBy({
    'no-lost-rows': ['v0-live-buffer', 'r2-lock-timeout'],
    'totals-agree': ['v0-live-buffer', 'r2-lock-timeout'],
  }),
  run(sim, variant, { usages, flushes }) {
    // The lock timeout is shorter than the slowest transaction.
    const fleet = new Fleet(sim, variant, { flushIntervalMs: 50, lockTimeoutMs: 100 });
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
    return () => [accounts.noLostRows(), accounts.noDuplicateRows(), accounts.totalsAgree()];
  },
});
