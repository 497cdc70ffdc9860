/*
 * Calls of a model end while others ask whether it is available. From the reviews of [circuit-breaker-pr]: "this is
 * inherently going to run into data races" (the list), and `sync.Map`, "a safe-for-concurrency map type", at the end. In
 * between a lock guards what is recorded, but the check reads the plain map, and the ring of errors, without it.
 * Invariant: no two accesses of the same memory are under way at once unless both read or both are atomic. Go ends a
 * program that reads and writes a map so.
 * No faults: threads record directly, and nothing there can be cancelled or fail.
 */
import fc from 'fast-check';
import { noDataRace, scenario } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { Gateway, MODEL } from './gateway.ts';

export default scenario('availability is asked while calls end', circuitBreakers, {
  workload: fc.record({
    statuses: fc.array(fc.constantFrom(200, 429), { minLength: 1, maxLength: 2 }),
    checks: fc.integer({ min: 0, max: 1 }),
  }),
  examples: [
    { statuses: [429], checks: 1 },
    { statuses: [429, 429], checks: 0 },
  ],
  invariants: ['no-data-race'],
  claims: claimedIn('circuit-breaker-pr, review: the list, and sync.Map', {
    'b1-error-list': { 'no-data-race': 'violated' },
    'b4-load-or-store': { 'no-data-race': 'holds' },
  }),
  expect: reasoned(
    violatedBy({
      'no-data-race': [
        'b0-one-error',
        'b1-error-list',
        'b2-ring-of-errors',
        'b3-failure-ratio',
        'b3rw-read-lock-first',
        'b3z-status-zero',
      ],
    }),
    {
      'no-data-race': {
        'b0-one-error': 'the check reads without the lock',
        'b2-ring-of-errors': 'the check reads without the lock',
        'b3-failure-ratio': 'the check reads without the lock',
        'b3rw-read-lock-first': 'the check reads without the lock',
        'b3z-status-zero': 'the check reads without the lock',
      },
    },
  ),
  run(sim, variant, { statuses, checks }) {
    const gateway = new Gateway(sim, variant, { errorThreshold: 2, maxRecords: 1 });
    const { breaker, memory } = gateway;
    statuses.forEach((status, i) =>
      gateway.actor(`record${i + 1}`, () => breaker.record(MODEL, status, i + 1)),
    );
    for (let i = 1; i <= checks; i++)
      gateway.actor(`check${i}`, async () => void (await breaker.isAvailable(MODEL)));
    return () => [noDataRace(memory.races)];
  },
});
