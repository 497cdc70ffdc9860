/*
 * Two clients see at once that a model may be tried again. One of them gets its lock late, when the other's call has
 * failed already and the model is left alone anew. Policy, ours: one call tries the model for all, and who does not may
 * not stand in the way of the next.
 * Invariants: the late one is refused; a client who comes long after is not.
 * One order: who gets the lock when is the story.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { circuitBreakers, type SharedMemory } from '../../systems/circuit-breaker/index.ts';
import { aloneMemory } from './alone.ts';
import { LEFT_ALONE_MS, sleep, small } from './gateway.ts';
import { breakerKinds, isRefusal } from './oracles.ts';

const LATE_MS = 1_000;
const originals = Object.keys(circuitBreakers.variants).filter((id) => id !== 'hardened');
const noProbes = { '*': 'sends whatever comes once the model is available again' };

export default scenario('late at the lock', circuitBreakers, {
  kinds: breakerKinds,
  invariants: ['at-most-one-probe', 'model-recovers'],
  runs: 1,
  notApplicable: Object.fromEntries(originals.map((id) => [id, noProbes])),
  run(sim, variant) {
    let locks = -Infinity;
    const memory: SharedMemory = {
      ...aloneMemory(),
      lock: async () => {
        locks += 1;
        if (locks === 2) await sleep(LATE_MS);
      },
    };
    let status = 429;
    const upstream = { send: async () => ({ status, body: async () => {} }) };
    const breaker = variant.create({ memory, upstream }, small);
    const results: CheckResult[] = [held('at-most-one-probe'), held('model-recovers')];
    sim.task('clients', async () => {
      for (let i = 0; i < 3; i++) await breaker.call('m', { id: `outage${i}` });
      await sleep(LEFT_ALONE_MS);
      locks = 0;
      const [, late] = await Promise.all(['first', 'late'].map((id) => breaker.call('m', { id })));
      if (late === undefined || !isRefusal(late))
        results[0] = violated('at-most-one-probe', 'wrong-trip', 'the late client was sent, too', sim.step);
      await sleep(LEFT_ALONE_MS);
      status = 200;
      if (isRefusal(await breaker.call('m', { id: 'patient' })))
        results[1] = violated('model-recovers', 'wrong-trip', 'patient was refused, long after', sim.step);
    });
    return () => results;
  },
});
