/*
 * Calls take up to a minute, and the record is made when the body is through. Some that were sent before an outage end
 * well in the middle of it. Policy, ours: they say nothing of the model as it is now.
 * Invariant: a late success from before the outage does not make the model available again.
 * No faults: the story is how its calls end. Faults after an opening are in after-the-outage.
 */
import fc from 'fast-check';
import { type CheckResult, held, listed, scenario, violated } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { Gateway, MODEL, numbered, small } from './gateway.ts';
import { breakerKinds, isSuccess } from './oracles.ts';

export default scenario('a late success', circuitBreakers, {
  workload: fc.record({ early: fc.integer({ min: 1, max: 2 }), failures: fc.integer({ min: 3, max: 4 }) }),
  kinds: breakerKinds,
  invariants: ['late-success-does-not-reopen'],
  expect: reasoned(violatedBy({ 'late-success-does-not-reopen': originals }), {
    'late-success-does-not-reopen': 'a record tells when its call ended, not when it was sent',
  }),
  run(sim, variant, { early, failures }) {
    const gateway = new Gateway(sim, variant, small);
    let openedStep: number | undefined;
    let end: { readonly available: boolean; readonly step: number } | undefined;
    for (const client of numbered('early', early))
      void gateway.client(client, { startMs: [0, 10], responseMs: [300, 20_000] });
    const outage = async (): Promise<void> => {
      for (let i = 0; i < failures; i++) await gateway.breaker.record(MODEL, 429);
      if (!(await gateway.breaker.isAvailable(MODEL))) openedStep = sim.step;
    };
    gateway.actor('outage', outage, [100, 200]);
    sim.task('observer', async () => {
      await gateway.quiet();
      end = { available: await gateway.breaker.isAvailable(MODEL), step: sim.step };
    });
    return (): CheckResult[] => {
      if (openedStep === undefined || end?.available !== true) return [held('late-success-does-not-reopen')];
      const late = listed(gateway.calls.filter(isSuccess).map(({ client }) => client));
      const message = `${MODEL} is available again after ${late}, sent before it had become unavailable`;
      return [violated('late-success-does-not-reopen', 'wrong-trip', message, end.step)];
    };
  },
});
