/*
 * The first calls of a model end at the same time, and each looks for the model's breaker and creates it if there is
 * none. From the review of [circuit-breaker-pr]: a read lock first, a write lock only to create, or an atomic
 * load-or-store.
 * Invariants: one breaker per model; no record is lost.
 * No faults: threads record directly, and nothing there can be cancelled or fail.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { breakerKinds, oneBreakerPerModel } from './oracles.ts';
import { Recorders } from './recorders.ts';

export default scenario('first records at once', circuitBreakers, {
  workload: fc.record({
    statuses: fc.array(fc.constantFrom(429, 504), { minLength: 2, maxLength: 4 }),
    models: fc.integer({ min: 1, max: 2 }),
  }),
  kinds: breakerKinds,
  invariants: ['one-breaker-per-model', 'no-lost-record'],
  claims: claimedIn('circuit-breaker-pr, review: sync.Map', {
    'b4-load-or-store': { 'one-breaker-per-model': 'holds', 'no-lost-record': 'holds' },
  }),
  expect: reasoned(
    violatedBy({
      'one-breaker-per-model': ['b3rw-read-lock-first', 'mutant-load-then-store'],
      'no-lost-record': ['b1-error-list', 'b3rw-read-lock-first', 'mutant-load-then-store'],
    }),
    {
      'one-breaker-per-model': 'two that find none make one each',
      'no-lost-record': {
        'b1-error-list': 'two copies of the list at once: one is lost',
        'b3rw-read-lock-first': 'two that find none make one each',
        'mutant-load-then-store': 'two that find none make one each',
      },
    },
  ),
  run(sim, variant, { statuses, models }, variantId) {
    const recorders = new Recorders(sim, variant, variantId);
    statuses.forEach((status, i) => recorders.add(`m${(i % models) + 1}`, status));
    return () => [oneBreakerPerModel(recorders.memory), ...recorders.checks()];
  },
});
