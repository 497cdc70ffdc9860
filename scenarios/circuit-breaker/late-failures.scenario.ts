/*
 * Calls that were sent before an outage hang until the gateway's timeout of 60 s, when the model works again: a call
 * that was sent after the outage had begun has succeeded. At 3,000 calls a minute there are as many of them as fit
 * into the records. Policy, ours: they say nothing of the recovered model.
 * Invariant: late failures of calls that were sent before the outage do not make the recovered model unavailable.
 * No faults: the story is how its calls end. Faults after an opening are in after-the-outage.
 */
import fc from 'fast-check';
import { type CheckResult, held, listed, scenario, violated } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { type ClientCall, Gateway, MODEL, numbered, sleep, small } from './gateway.ts';
import { breakerKinds, isSuccess } from './oracles.ts';

const TRIES = 12;
const TRY_EVERY_MS = 31_000;

export default scenario('late failures', circuitBreakers, {
  workload: fc.record({
    hanging: fc.integer({ min: 3, max: 4 }),
    early: fc.integer({ min: 0, max: 2 }),
  }),
  kinds: breakerKinds,
  invariants: ['late-failure-does-not-trip'],
  expect: reasoned(violatedBy({ 'late-failure-does-not-trip': originals }), {
    'late-failure-does-not-trip': 'a record tells when its call ended, not when it was sent',
  }),
  run(sim, variant, { hanging, early }) {
    const gateway = new Gateway(sim, variant, small);
    let openedStep: number | undefined;
    let recovery: ClientCall | undefined;
    let end: { readonly available: boolean; readonly step: number } | undefined;
    for (const client of numbered('hanging', hanging)) {
      void gateway.client(client, { startMs: [0, 10], responseMs: [90_000, 90_000] });
    }
    for (const client of numbered('early', early))
      void gateway.client(client, { startMs: [0, 10], responseMs: [300, 20_000] });
    const outage = async (): Promise<void> => {
      for (let i = 0; i < small.minimumSample; i++) await gateway.breaker.record(MODEL, 429);
      if (await gateway.breaker.isAvailable(MODEL)) return;
      openedStep = sim.step;
      for (let i = 1; i <= TRIES && recovery === undefined; i++) {
        await sleep(TRY_EVERY_MS);
        const call = await gateway.call(`recovery${i}`);
        if (isSuccess(call)) recovery = call;
      }
    };
    gateway.actor('outage', outage, [100, 200]);
    sim.task('observer', async () => {
      await gateway.quiet();
      end = { available: await gateway.breaker.isAvailable(MODEL), step: sim.step };
    });
    return (): CheckResult[] => {
      const recoveredStep = recovery?.repliedStep;
      if (openedStep === undefined || recoveredStep === undefined || end?.available !== false) {
        return [held('late-failure-does-not-trip')];
      }
      const late = gateway.calls.filter(
        ({ sentStep = Infinity, endedStep = 0 }) => sentStep < (openedStep ?? 0) && endedStep > recoveredStep,
      );
      const message = `${MODEL} had recovered (${recovery?.client}: 200) and is unavailable again after ${listed(late.map(({ client }) => client))}, sent before the outage`;
      return [violated('late-failure-does-not-trip', 'wrong-trip', message, end.step)];
    };
  },
});
