/*
 * A model that nobody called for a while: the first calls that end are all there is to judge by. Policy, ours; the
 * breaker of [circuit-breaker-pr] has a ratio and no minimum of calls that it is a ratio of.
 * Invariant: nobody is refused before a minimum sample of calls has ended.
 * The statuses are the workload; the rest of the fault menu is put to this invariant in upstream-faults.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { ratios } from './expectations.ts';
import { Gateway, small } from './gateway.ts';
import { breakerKinds, noTripBelowSample } from './oracles.ts';

export default scenario('a quiet model fails once', circuitBreakers, {
  workload: fc.record({
    statuses: fc.array(fc.constantFrom(429, 504, 500, 200), { minLength: 1, maxLength: 4 }),
  }),
  kinds: breakerKinds,
  invariants: ['minimum-sample'],
  expect: reasoned(violatedBy({ 'minimum-sample': ['b0-one-error', ...ratios] }), {
    'minimum-sample': {
      'b0-one-error': 'one error is enough',
      'b3-failure-ratio': 'a ratio of however few records',
      'b3rw-read-lock-first': 'a ratio of however few records',
      'b3z-status-zero': 'a ratio of however few records',
      'b4-load-or-store': 'a ratio of however few records',
      'mutant-load-then-store': 'a ratio of however few records',
    },
  }),
  run(sim, variant, { statuses }) {
    const gateway = new Gateway(sim, variant, small);
    statuses.forEach((status, i) => void gateway.client(`client${i + 1}`, { status }));
    sim.task('later', async () => {
      await gateway.quiet();
      await gateway.call('next');
    });
    return () => [noTripBelowSample(gateway.calls, small.minimumSample)];
  },
});
