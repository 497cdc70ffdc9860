/*
 * A listing of loaded models grows old, is read just before and just after the last moment at which it may be served,
 * and a new version is deployed meanwhile. From [router-document] ("stale entries are removed while holding the lock")
 * and [nomyo-router]: each reader of a stale entry starts a refresh (v4), at most one a key (v6), but beside a fetch
 * that callers wait for.
 * Invariants: nothing is served past its time to live (counted from when the endpoint wrote it), or past the stale
 * limit where there is one; at most one fetch in flight per key; a cache never moves back to an older version.
 * No faults: a refresh that is prompt for one reader and slow for the next is enough; errors and cancelled callers have
 * stories of their own.
 */
import fc from 'fast-check';
import { atMostOneInFlight, noStaleOverwrite, nothingPastTimeToLive, scenario } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { violatedBy } from '../expected.ts';
import { Fleet } from './fleet.ts';
import { except, originals, withSharedFetches } from './variants.ts';

const loadedTtlMs = 1_000;
const loadedStaleMs = 2_000;
const servingStale: readonly string[] = withSharedFetches;

export default scenario('a listing expires', modelRouter, {
  workload: fc.record({
    // After the limit: when the new version comes, and how many readers.
    deployedAfterMs: fc.constantFrom(0, 55),
    lateReaders: fc.integer({ min: 1, max: 2 }),
  }),
  invariants: ['nothing-past-time-to-live', 'at-most-one-in-flight', 'no-stale-overwrite'],
  expect: violatedBy({
    'nothing-past-time-to-live': originals,
    'at-most-one-in-flight': originals,
    'no-stale-overwrite': except(originals, 'r4-versioned-invalidation'),
  }),
  run(sim, variant, { deployedAfterMs, lateReaders }, variantId) {
    const fleet = new Fleet(sim, variant, { loadedTtlMs, loadedStaleMs });
    const limitMs = servingStale.includes(variantId) ? loadedStaleMs : loadedTtlMs;
    const readersAtMs = [0, limitMs - 10, limitMs + 50, limitMs + 60].slice(0, 2 + lateReaders);
    readersAtMs.forEach((atMs, i) => {
      sim.task(`reader${i + 1}`, () => fleet.list('loaded', 'gpu1'), { startMs: [atMs, atMs] });
    });
    const deployedAtMs = limitMs + deployedAfterMs;
    sim.task('deployment', () => fleet.endpoints.deploy(), { startMs: [deployedAtMs, deployedAtMs] });
    return () => [
      nothingPastTimeToLive(fleet.served, limitMs),
      atMostOneInFlight(fleet.endpoints.fetches, 'the requests to'),
      noStaleOverwrite(fleet.versions),
    ];
  },
});
