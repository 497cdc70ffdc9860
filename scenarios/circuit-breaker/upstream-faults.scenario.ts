/*
 * The upstream answers with errors, does not answer, drops its streams; clients leave at any await. First calls of one
 * or two models, all at once; one more when they are through, and another long after.
 * Invariants, under the whole fault menu: one breaker per model; nobody is refused before a minimum sample of calls;
 * the model recovers.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { ratios } from './expectations.ts';
import { Gateway, LEFT_ALONE_MS, sleep, small } from './gateway.ts';
import { breakerKinds, modelRecovers, noTripBelowSample, oneBreakerPerModel } from './oracles.ts';

export default scenario('upstream faults', circuitBreakers, {
  workload: fc.record({
    clients: fc.integer({ min: 1, max: 3 }),
    models: fc.integer({ min: 1, max: 2 }),
    status: fc.constantFrom(200, 429),
  }),
  kinds: breakerKinds,
  invariants: ['one-breaker-per-model', 'minimum-sample', 'model-recovers'],
  expect: reasoned(
    violatedBy({
      'one-breaker-per-model': ['b3rw-read-lock-first', 'mutant-load-then-store'],
      'minimum-sample': ['b0-one-error', ...ratios],
    }),
    {
      'one-breaker-per-model': 'two that find none make one each',
      'minimum-sample': {
        'b0-one-error': 'one error is enough',
        'b3-failure-ratio': 'a ratio of however few records',
        'b3rw-read-lock-first': 'a ratio of however few records',
        'b3z-status-zero': 'a ratio of however few records',
        'b4-load-or-store': 'a ratio of however few records',
        'mutant-load-then-store': 'a ratio of however few records',
      },
    },
  ),
  faults: {
    budget: 3,
    operations: {
      'upstream.send': ['status-429', 'status-500', 'status-504', 'error', 'stall', 'lost-reply'],
      'upstream.body': ['error', 'stall'],
    },
    cancel: ['client*'],
  },
  run(sim, variant, { clients, models, status }) {
    const gateway = new Gateway(sim, variant, small);
    for (let i = 0; i < clients; i++) {
      void gateway.client(`client${i + 1}`, { model: `m${(i % models) + 1}`, status });
    }
    sim.task('later', async () => {
      await gateway.quiet();
      await gateway.call('next', { model: 'm1' });
      await sleep(LEFT_ALONE_MS);
      await gateway.call('patient', { model: 'm1' });
    });
    return () => [
      oneBreakerPerModel(gateway.memory),
      noTripBelowSample(gateway.calls, small.minimumSample),
      modelRecovers(gateway.calls, 'patient'),
    ];
  },
});
