/*
 * Clients of streamed completions leave: before the first chunk, in the middle, or cancelled once or twice at any await;
 * endpoints answer with an error or drop the stream. The generator's `finally` gives the slot back, but a generator that
 * is left before its first chunk never runs. Invariants: usage is back at 0 when all is quiet, and never negative; no
 * request is left running at an endpoint.
 */
import fc from 'fast-check';
import { type CheckResult, Gauge, held, listed, neverNegative, scenario, violated } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { readCompletion, usageBackAtZero } from './completions.ts';
import { chunk } from './endpoints.ts';
import { Fleet } from './fleet.ts';
import { beyondItsOwnLock, except, originals } from './variants.ts';

const invariants = ['zero-at-end', 'never-negative', 'no-request-left-running'] as const;
const inPython = 'in the original, cancelling a request that opens closes its connection';

export default scenario('a client leaves early', modelRouter, {
  workload: fc.record({ chunksRead: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 2 }) }),
  invariants,
  notApplicable: {
    ...Object.fromEntries(originals.map((id) => [id, { 'no-request-left-running': inPython }])),
    ...beyondItsOwnLock(...invariants),
  },
  expect: reasoned(
    violatedBy({
      'no-deadlock': ['v3-snapshot-under-lock'],
      'zero-at-end': except(originals, 'v3-snapshot-under-lock'),
    }),
    {
      'zero-at-end': 'a generator that is left before its first chunk never runs its finally',
      'no-deadlock': 'publishes under the usage lock, and takes it again',
    },
  ),
  faults: {
    budget: 2,
    operations: { 'http.open': ['error', 'status-429'], 'http.chunk': ['error'] },
    cancel: ['client*'],
  },
  run(sim, variant, { chunksRead }) {
    const fleet = new Fleet(sim, variant, {
      chunks: [chunk(0), chunk(3)],
      maxConcurrentConnections: chunksRead.length,
      statusFaults: [429],
    });
    const usage = new Gauge(sim);
    const note = (): void => {
      for (const [key, value] of Object.entries(fleet.inUse())) usage.set(`usage of ${key}`, value);
    };
    sim.task('requests', async () => {
      await fleet.warmUp();
      chunksRead.forEach((chunks, i) => {
        fleet.actor(`client${i + 1}`, (self) => readCompletion(fleet, self, chunks).finally(note));
      });
    });
    const noneRunning = (): CheckResult => {
      const running = [...fleet.endpoints.streams.levels].filter(([, { value }]) => value > 0);
      if (running.length === 0) return held('no-request-left-running');
      const message = `still running when all clients had left: ${listed(running.map(([key]) => key))}`;
      return violated('no-request-left-running', 'leaked-slot', message);
    };
    return () => {
      note();
      return [usageBackAtZero(fleet), neverNegative(usage), noneRunning()];
    };
  },
});
