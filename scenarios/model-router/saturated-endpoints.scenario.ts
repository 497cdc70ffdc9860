/*
 * More clients than slots, with workers and a subscriber: the load test of [router-document], small enough to be
 * explored. When all slots are taken the original chooses the least used endpoint nevertheless.
 * Invariants: no endpoint ever has more than its limit; nothing deadlocks; the counters are back at 0 at the end.
 * No faults: what they do to a slot is the story of the client who leaves early.
 */
import fc from 'fast-check';
import { scenario, withinLimit } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { readCompletion, usageBackAtZero } from './completions.ts';
import { Fleet } from './fleet.ts';
import { beyondItsOwnLock, except, originals } from './variants.ts';

const invariants = ['within-limit', 'zero-at-end'] as const;

export default scenario('more clients than slots', modelRouter, {
  workload: fc.record({ clients: fc.integer({ min: 2, max: 3 }) }),
  invariants,
  notApplicable: beyondItsOwnLock(...invariants),
  claims: claimedIn('router-document, Testing: load, and Future improvements', {
    'v2-cache-locks': { 'no-deadlock': 'holds' },
    'r2-lock-timeout': { 'no-deadlock': 'holds' },
  }),
  expect: reasoned(
    violatedBy({
      'no-deadlock': ['v3-snapshot-under-lock'],
      'within-limit': except(originals, 'v3-snapshot-under-lock'),
      'zero-at-end': ['u1-unlocked-counters'],
    }),
    {
      'no-deadlock': 'publishes under the usage lock, and takes it again',
      'within-limit': 'when all slots are taken the least used endpoint is chosen nevertheless',
      'zero-at-end': 'its counters are read, awaited and written',
    },
  ),
  run(sim, variant, { clients }) {
    const fleet = new Fleet(sim, variant);
    fleet.router.startWorkers();
    sim.task('requests', async () => {
      await fleet.warmUp();
      await fleet.router.subscribe();
      for (let i = 1; i <= clients; i++) fleet.actor(`client${i}`, (self) => readCompletion(fleet, self));
    });
    return () => [withinLimit(fleet.endpoints.streams, 1), usageBackAtZero(fleet)];
  },
});
