/*
 * Clients wait for the only slot, which one of them holds as he reads slowly; some of those who wait are cancelled, as
 * their users went away. From [fidelity-rules], 3: a waiter that is cancelled leaves its queue, and hurts nobody else there.
 * The originals make nobody wait for a slot.
 * Invariant: whoever stays gets his completion.
 * Cancellations are the story; what other faults do to a client has one of its own.
 */
import fc from 'fast-check';
import { CancellationLog, type CheckResult, held, listed, scenario, violated } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { readCompletion } from './completions.ts';
import { MODEL } from './endpoints.ts';
import { Fleet } from './fleet.ts';
import { beyondItsOwnLock } from './variants.ts';

/** The slot is taken for so long. */
const READING_MS = 1_000;

export default scenario('one who waits for a slot leaves', modelRouter, {
  workload: fc.record({ waiting: fc.integer({ min: 2, max: 3 }) }),
  kinds: { 'not-served': 'A client that stayed got no completion.' },
  invariants: ['who-stays-is-served'],
  notApplicable: beyondItsOwnLock('*'),
  runs: 60,
  faults: { budget: 2, cancel: ['waiter*'] },
  run(sim, variant, { waiting }) {
    const cancellations = new CancellationLog(sim);
    const fleet = new Fleet(sim, variant, { cancellations });
    const waiters: ReturnType<Fleet['actor']>[] = [];
    sim.task('requests', async () => {
      await fleet.warmUp();
      const slow = await fleet.router.complete(MODEL, 'hello');
      await slow.next();
      for (let i = 1; i <= waiting; i++) {
        waiters.push(fleet.actor(`waiter${i}`, (self) => readCompletion(fleet, self)));
      }
      await new Promise((resolve) => void setTimeout(resolve, READING_MS));
      await slow.return();
    });
    return (): CheckResult[] => {
      const unserved = waiters.filter(
        ({ name, status }) => status !== 'fulfilled' && !cancellations.cancelled.has(name),
      );
      if (unserved.length === 0) return [held('who-stays-is-served')];
      const told = unserved.map(({ name, status, reason }) =>
        reason instanceof Error ? `${name} (${reason.name})` : `${name} (${status})`,
      );
      return [violated('who-stays-is-served', 'not-served', `stayed, and got nothing: ${listed(told)}`)];
    };
  },
});
