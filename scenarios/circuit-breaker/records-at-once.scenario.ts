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
import { violatedBy } from './expectations.ts';
import { Recorders } from './recorders.ts';
import { breakerKinds } from './oracles.ts';

export default scenario('records at once', circuitBreakers, {
  workload: fc.record({
    statuses: fc.array(fc.constantFrom(429, 504), { minLength: 2, maxLength: 3 }),
    capacity: fc.integer({ min: 2, max: 4 }),
  }),
  kinds: breakerKinds,
  invariants: ['no-lost-record'],
  claims: {
    'b1-error-list': { 'no-lost-record': 'violated' },
    'b4-load-or-store': { 'no-lost-record': 'holds' },
  },
  expect: violatedBy({ 'no-lost-record': ['b1-error-list'] }),
  run(sim, variant, { statuses, capacity }, variantId) {
    const recorders = new Recorders(sim, variant, variantId, capacity);
    recorders.first('gpt-4', 429);
    for (const status of statuses) recorders.add('gpt-4', status);
    return () => recorders.checks();
  },
});
