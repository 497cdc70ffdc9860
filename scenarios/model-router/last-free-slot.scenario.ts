/*
 * As many clients as there are free slots ask for completions at once. From [router-document], problem 4 (usage
 * counts), and [nomyo-router], `choose_endpoint` and `increment_usage` in `router.py`: two steps until v7, but in memory,
 * and nothing suspends between them, as a lock that nobody holds over an await is always free. So they are one step
 * after all; only u1, whose counters are read, awaited and written, can be torn apart. Invariants: as there is a slot
 * for each, no endpoint gets more than its limit; no counter update is lost while the streams are open; the counters are
 * back at 0 when all have left.
 * No faults: what they do to a slot is the story of the client who leaves early.
 */
import fc from 'fast-check';
import { held, noLostUpdate, scenario, withinLimit } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { usageBackAtZero } from './completions.ts';
import { MODEL } from './endpoints.ts';
import { Fleet } from './fleet.ts';
import { beyondItsOwnLock } from './variants.ts';

const invariants = ['within-limit', 'no-lost-update', 'zero-at-end'] as const;

export default scenario('a client for each free slot', modelRouter, {
  workload: fc.constantFrom({ endpoints: 2, limit: 1 }, { endpoints: 1, limit: 2 }),
  invariants,
  notApplicable: beyondItsOwnLock(...invariants),
  claims: claimedIn('router-document, problem 4', {
    'v2-cache-locks': { 'no-lost-update': 'holds', 'zero-at-end': 'holds', 'no-deadlock': 'holds' },
    'r2-lock-timeout': { 'no-deadlock': 'holds' },
    'u1-unlocked-counters': { 'no-lost-update': 'violated' },
  }),
  expect: reasoned(
    violatedBy({
      'no-deadlock': ['v3-snapshot-under-lock'],
      'within-limit': ['u1-unlocked-counters'],
      'no-lost-update': ['u1-unlocked-counters'],
      'zero-at-end': ['u1-unlocked-counters'],
    }),
    {
      'no-deadlock': 'publishes under the usage lock, and takes it again',
      'within-limit': 'its counters are read, awaited and written',
      'zero-at-end': 'its counters are read, awaited and written',
    },
  ),
  run(sim, variant, { endpoints, limit }) {
    const fleet = new Fleet(sim, variant, { endpoints, maxConcurrentConnections: limit });
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
