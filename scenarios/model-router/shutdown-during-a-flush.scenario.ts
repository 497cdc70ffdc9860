/*
 * SIGTERM while the flusher is in its transaction, or at any other moment; usages may come in during the shutdown, the
 * signal's own task may be cancelled, and a second signal may come. The original flushes what is buffered, closes the session, then cancels worker
 * and flusher wherever they are. The database is well here; its faults have a story of their own.
 * Invariants: once all is over, what was accepted is in the database; Σ accepted = Σ committed + Σ buffered; no row
 * twice; shutdown ends within its bound.
 */
import fc from 'fast-check';
import { boundedStop, scenario, StopProbe } from 'heddle';
import { modelRouter, type Scope } from '../../systems/model-router/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { Fleet, SHUTDOWN_SLACK_MS, SHUTDOWN_TIMEOUT_MS } from './fleet.ts';
import { originals } from './variants.ts';

export default scenario('shutdown during a flush', modelRouter, {
  workload: fc.record({
    usages: fc.integer({ min: 1, max: 2 }),
    // Usages that come at any moment, during the shutdown too.
    stragglers: fc.nat({ max: 1 }),
    signals: fc.integer({ min: 1, max: 2 }),
  }),
  invariants: ['all-written-at-shutdown', 'no-lost-rows', 'no-duplicate-rows', 'bounded-stop'],
  claims: claimedIn('router-document, Testing: load', { 'v2-cache-locks': { 'no-deadlock': 'holds' } }),
  expect: reasoned(
    violatedBy({
      'all-written-at-shutdown': originals,
      'no-lost-rows': originals,
    }),
    {
      'all-written-at-shutdown':
        'the last flush is not the last: worker and flusher are cancelled behind it, wherever they are',
      'no-lost-rows':
        'the last flush is not the last: worker and flusher are cancelled behind it, wherever they are',
    },
  ),
  faults: { cancel: ['sigterm'] },
  run(sim, variant, { usages, stragglers, signals }) {
    const fleet = new Fleet(sim, variant, { flushIntervalMs: 50 });
    const probe = new StopProbe(sim);
    fleet.router.startWorkers();
    const { accounts } = fleet;
    for (let i = 0; i < usages; i++) accounts.record();
    if (stragglers > 0) sim.task('straggler', () => accounts.record());
    const startMs = [60, Infinity] as const;
    const stop = (self: Scope): Promise<void> => probe.run(() => fleet.router.shutdown(self));
    fleet.actor('sigterm', stop, { late: true, startMs });
    if (signals > 1) sim.task('sigint', () => fleet.router.shutdown(), { late: true, startMs });
    return () => [
      accounts.allWritten(),
      accounts.noLostRows(),
      accounts.noDuplicateRows(),
      boundedStop(probe, SHUTDOWN_TIMEOUT_MS + SHUTDOWN_SLACK_MS),
    ];
  },
});
