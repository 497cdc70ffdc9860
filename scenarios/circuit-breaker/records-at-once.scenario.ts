/*
 * Calls of a model that has records already end at the same time; there are as many slots as records, or fewer. From
 * the review of [circuit-breaker-pr]: "inherently going to run into data races" (the list), a lock per model's ring
 * (the end).
 * Invariant: min(n, capacity) of n records are kept, none is lost.
 * No faults: threads record directly, and nothing there can be cancelled or fail.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { Recorders } from './recorders.ts';
import { breakerKinds } from './oracles.ts';

export default scenario('records at once', circuitBreakers, {
  workload: fc.record({
    statuses: fc.array(fc.constantFrom(429, 504), { minLength: 2, maxLength: 3 }),
    capacity: fc.integer({ min: 2, max: 4 }),
  }),
  kinds: breakerKinds,
  invariants: ['no-lost-record'],
  claims: claimedIn('circuit-breaker-pr, review: a lock for each model', {
    'b4-load-or-store': { 'no-lost-record': 'holds' },
  }),
  expect: reasoned(violatedBy({ 'no-lost-record': ['b1-error-list'] }), {
    'no-lost-record': 'two copies of the list at once: one is lost',
  }),
  run(sim, variant, { statuses, capacity }, variantId) {
    const recorders = new Recorders(sim, variant, variantId, capacity);
    recorders.first('gpt-4', 429);
    for (const status of statuses) recorders.add('gpt-4', status);
    return () => recorders.checks();
  },
});
