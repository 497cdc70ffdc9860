/*
 * The load test of [router-document] in one prompt run: 10 callers list the models of one endpoint at once, then 10
 * clients stream completions from 2 endpoints, with workers and a subscriber. Numbers, not an exploration: how many
 * fetches the callers needed, and what the locks cost ([router-document], performance considerations and outlook, calls
 * them short and advises to measure their contention). They cost nothing: no lock of memory is held over an await.
 * Invariants: nothing deadlocks, and the usage counters are back at 0.
 */
import { scenario } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { readCompletion, usageBackAtZero } from './completions.ts';
import { Fleet } from './fleet.ts';
import { type Contention, LockMeter } from './lock-meter.ts';
import { beyondItsOwnLock, originals, withSharedFetches } from './variants.ts';

const CALLERS = 10;

export default scenario('high load', modelRouter, {
  invariants: ['zero-at-end'],
  runs: 1,
  notApplicable: beyondItsOwnLock('zero-at-end'),
  claims: claimedIn('router-document, Testing: load, and Future improvements', {
    'v2-cache-locks': { 'no-deadlock': 'holds' },
    'r2-lock-timeout': { 'no-deadlock': 'holds' },
  }),
  expect: reasoned(violatedBy({ 'no-deadlock': ['v3-snapshot-under-lock'] }), {
    'no-deadlock': 'publishes under the usage lock, and takes it again',
  }),
  documented: {
    source: 'router-document (a fetch each, short locks) and nomyo-router (one fetch for all)',
    columns: [
      'fetches',
      'cache lock wait ms',
      'cache lock hold ms',
      'usage lock wait ms',
      'usage lock hold ms',
    ],
    figures: Object.fromEntries(
      originals.map((id) => [id, { fetches: withSharedFetches.includes(id) ? 1 : 'one a caller' }]),
    ),
  },
  run(sim, variant) {
    const meter = new LockMeter(sim);
    const fleet = new Fleet(sim, variant, { endpoints: 2, maxConcurrentConnections: CALLERS });
    const { endpoints, router } = fleet;
    const measure = (lock: string, { waitMs, holdMs }: Contention): void => {
      sim.measure(`${lock} wait ms`, waitMs);
      sim.measure(`${lock} hold ms`, holdMs);
    };
    router.startWorkers();
    sim.task('requests', async () => {
      const callers = Array.from({ length: CALLERS }, () => fleet.list('models', 'gpu1'));
      await Promise.all(callers);
      sim.measure('fetches', endpoints.fetchCount);
      await router.subscribe();
      for (let i = 1; i <= CALLERS; i++) fleet.actor(`client${i}`, (self) => readCompletion(fleet, self));
    });
    return () => {
      meter.stop();
      measure(
        'cache lock',
        meter.total((lock) => lock.includes('cache')),
      );
      measure(
        'usage lock',
        meter.total((lock) => lock === 'usage'),
      );
      return [usageBackAtZero(fleet)];
    };
  },
});
