/*
 * Several callers list the models of several endpoints at once while a new version is deployed. From [router-document],
 * problem 1 (cache access) and its test "rapidly query /api/tags"; [nomyo-router] later let the callers share a fetch.
 * Invariants: at most one fetch in flight per endpoint; a cache never moves back to an older version; an endpoint that
 * does not answer holds up nobody who asks another.
 */
import fc from 'fast-check';
import { atMostOneInFlight, type CheckResult, held, noStaleOverwrite, scenario, violated } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { Fleet } from './fleet.ts';
import { except, withSeparateFetches } from './variants.ts';

export default scenario('many callers list models', modelRouter, {
  workload: fc.record({ callers: fc.array(fc.nat({ max: 1 }), { minLength: 2, maxLength: 3 }) }),
  invariants: ['at-most-one-in-flight', 'no-stale-overwrite', 'endpoints-independent'],
  claims: claimedIn('router-document, problem 1, and nomyo-router', {
    'v1-buffer-lock': { 'no-stale-overwrite': 'violated' },
    'v2-cache-locks': { 'no-stale-overwrite': 'holds' },
    'v4-shared-fetch': { 'at-most-one-in-flight': 'holds' },
  }),
  expect: reasoned(
    violatedBy({
      'at-most-one-in-flight': withSeparateFetches,
      'no-stale-overwrite': except(withSeparateFetches, 'r4-versioned-invalidation'),
    }),
    {
      'at-most-one-in-flight': 'every caller who finds nothing fetches for himself',
      'no-stale-overwrite': 'nothing is locked over the fetch: who asked first may write last',
    },
  ),
  // A stall stands for a reply that takes longer than the story; the session's own deadline is an error.
  faults: {
    budget: 1,
    operations: { 'http.get': ['stall', 'error', 'status-500'], 'http.body': ['error'] },
  },
  run(sim, variant, { callers }) {
    const fleet = new Fleet(sim, variant, { endpoints: 2, statusFaults: [500] });
    const { endpoints } = fleet;
    const callersOf = callers.map((index, i) => {
      const endpoint = endpoints.names[index] as string;
      return { endpoint, task: sim.task(`caller${i + 1}`, () => fleet.list('models', endpoint)) };
    });
    sim.task('deployment', () => endpoints.deploy());
    const independent = (): CheckResult => {
      const stuck = callersOf.find(
        ({ endpoint, task }) =>
          task.status === 'pending' &&
          (endpoints.fetches.levels.get(`${endpoint}/api/tags`)?.value ?? 0) === 0,
      );
      if (stuck === undefined) return held('endpoints-independent');
      const message = `${stuck.task.name} waits for ${stuck.endpoint}, which nobody is asking`;
      return violated('endpoints-independent', 'hang', message);
    };
    return () => [
      atMostOneInFlight(endpoints.fetches, 'the requests to'),
      noStaleOverwrite(fleet.versions),
      independent(),
    ];
  },
});
