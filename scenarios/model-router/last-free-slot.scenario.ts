/*
 * As many clients as there are free slots ask for completions at once; the usage counters are shared state. From
 * [router-document], problem 4 (usage counts), and [nomyo-router]: choosing an endpoint and counting the request there
 * were two steps until v7. Invariants: as there is a slot for each, no endpoint gets more than its limit; no counter
 * update is lost while the streams are open; the counters are back at 0 when all have left.
 * No faults: what they do to a slot is the story of the client who leaves early.
 */
import fc from 'fast-check';
import { held, noLostUpdate, scenario, withinLimit } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { usageBackAtZero } from './completions.ts';
import { MODEL } from './endpoints.ts';
import { Fleet } from './fleet.ts';
import { beyondItsOwnLock, except, originals, violatedBy } from './variants.ts';

const invariants = ['within-limit', 'no-lost-update', 'zero-at-end'] as const;

export default scenario('a client for each free slot', modelRouter, {
  workload: fc.constantFrom({ endpoints: 2, limit: 1 }, { endpoints: 1, limit: 2 }),
  invariants,
  notApplicable: beyondItsOwnLock(...invariants),
  claims: {
    'v2-cache-locks': { 'no-lost-update': 'holds', 'zero-at-end': 'holds', 'no-deadlock': 'holds' },
    'r2-lock-timeout': { 'no-deadlock': 'holds' },
    'u1-unlocked-counters': { 'no-lost-update': 'violated' },
  },
  expect: violatedBy({
    'no-deadlock': ['v3-snapshot-under-lock'],
    'within-limit': except(originals, 'v3-snapshot-under-lock', 'v7-atomic-reservation'),
    'no-lost-update': ['u1-unlocked-counters'],
    'zero-at-end': ['u1-unlocked-counters'],
  }),
  run(sim, variant, { endpoints, limit }) {
    const fleet = new Fleet(sim, variant, {
      endpoints,
      maxConcurrentConnections: limit,
      sharedCounters: true,
    });
    const clients = endpoints * limit;
    let streaming = 0;
    let noneLost = held('no-lost-update');
    let leave = (): void => {};
    const allStream = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const client = async (): Promise<void> => {
      const stream = await fleet.router.complete(MODEL, 'hello');
      await stream.next();
      streaming += 1;
      if (streaming === clients) {
        const open = [...fleet.endpoints.streams.levels].map(([key, { value }]) => [key, value] as const);
        noneLost = noLostUpdate(open, Object.entries(fleet.inUse()));
        leave();
      }
      await allStream;
      await stream.return();
    };
    sim.task('requests', async () => {
      await fleet.warmUp();
      for (let i = 1; i <= clients; i++) sim.task(`client${i}`, client);
    });
    return () => [withinLimit(fleet.endpoints.streams, limit), noneLost, usageBackAtZero(fleet)];
  },
});
