/*
 * A model has become unavailable and was left alone long enough; now several clients come at once. The upstream has
 * recovered or not, and a client may leave at any await. Policy, ours: one call tries the model for all.
 * Invariants: at most one probe at a time until one has succeeded; whatever became of the probes, a client who comes
 * long after is not refused.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { Gateway, LEFT_ALONE_MS, MODEL, numbered, sleep, small } from './gateway.ts';
import { atMostOneProbe, breakerKinds, modelRecovers } from './oracles.ts';

export default scenario('after the outage', circuitBreakers, {
  workload: fc.record({ clients: fc.integer({ min: 2, max: 3 }), status: fc.constantFrom(200, 429) }),
  kinds: breakerKinds,
  invariants: ['at-most-one-probe', 'model-recovers'],
  expect: reasoned(violatedBy({ 'at-most-one-probe': originals }), {
    'at-most-one-probe': 'nothing counts the calls to a model that is available again',
  }),
  faults: {
    budget: 2,
    operations: {
      'upstream.send': ['status-429', 'status-500', 'status-504', 'error', 'stall', 'lost-reply'],
      'upstream.body': ['error', 'stall'],
    },
    cancel: ['client*'],
  },
  run(sim, variant, { clients, status }) {
    const gateway = new Gateway(sim, variant, small);
    let openedStep: number | undefined;
    sim.task('outage', async () => {
      for (let i = 0; i < small.minimumSample; i++) await gateway.breaker.record(MODEL, 429);
      if (!(await gateway.breaker.isAvailable(MODEL))) openedStep = sim.step;
      await sleep(LEFT_ALONE_MS);
      for (const client of numbered('client', clients)) void gateway.client(client, { status });
      await gateway.quiet();
      await sleep(LEFT_ALONE_MS);
      await gateway.call('patient');
    });
    return () => [atMostOneProbe(gateway.calls, openedStep), modelRecovers(gateway.calls, 'patient')];
  },
});
