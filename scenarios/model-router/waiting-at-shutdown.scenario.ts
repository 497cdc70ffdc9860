/*
 * A client holds the only slot, as he reads slowly; others wait for it when the signal comes, or come while the router shuts
 * down. The original makes nobody wait for a slot; what its clients wait for are requests, which end with the session that
 * shutdown closes ([nomyo-router], the shutdown hook).
 * Invariants: when shutdown has resolved, whoever waits has a request under way at an endpoint: nobody waits for a
 * slot that will not come; the usage counters are back at 0 when all have left.
 * No faults: the shutdown is the story.
 */
import fc from 'fast-check';
import { type CheckResult, held, listed, scenario, violated } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { readCompletion, usageBackAtZero } from './completions.ts';
import { MODEL } from './endpoints.ts';
import { Fleet } from './fleet.ts';
import { beyondItsOwnLock } from './variants.ts';

const invariants = ['waiters-are-told', 'zero-at-end'] as const;

export default scenario('waiting while it shuts down', modelRouter, {
  workload: fc.record({ waiting: fc.integer({ min: 1, max: 2 }) }),
  kinds: { 'left-waiting': 'Somebody waits for what will not come any more, and is not told.' },
  invariants,
  notApplicable: beyondItsOwnLock(...invariants),
  expect: reasoned(
    violatedBy({ 'no-deadlock': ['v3-snapshot-under-lock'], 'zero-at-end': ['u1-unlocked-counters'] }),
    {
      'no-deadlock': 'publishes under the usage lock, and takes it again',
      'zero-at-end': 'its counters are read, awaited and written',
    },
  ),
  runs: 60,
  run(sim, variant, { waiting }) {
    const fleet = new Fleet(sim, variant);
    let leave = (): void => {};
    const over = new Promise<void>((resolve) => {
      leave = resolve;
    });
    let told = held('waiters-are-told');
    sim.task('requests', async () => {
      await fleet.warmUp();
      const slow = await fleet.router.complete(MODEL, 'hello');
      await slow.next();
      const waiters = Array.from({ length: waiting }, (_, i) =>
        fleet.actor(`waiter${i + 1}`, (self) => readCompletion(fleet, self), { startMs: [0, 500] }),
      );
      sim.task('sigterm', async () => {
        await fleet.router.shutdown();
        // Whoever is told goes on first.
        await new Promise((resolve) => void setTimeout(resolve, 1_000));
        const pending = waiters.filter(({ status }) => status === 'pending').map(({ name }) => name);
        const message = `still waiting for a slot when the router had shut down: ${listed(pending)}`;
        if (pending.length > 0) told = violated('waiters-are-told', 'left-waiting', message, sim.step);
        leave();
      });
      await over;
      await slow.return();
    });
    return (): CheckResult[] => [told, usageBackAtZero(fleet)];
  },
});
