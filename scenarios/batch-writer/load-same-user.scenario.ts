/*
 * The load run of [batch-writer-pr], in virtual time, as in load-distinct-users, but that all 100 virtual users charge
 * the record of one user, which takes one request at a time: requests queue for its lock, and the shutdown finds
 * another batch in flight. Invariant: every answered request leaves one row.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { claimedIn } from '../expected.ts';
import { documented, invariants, runLoad } from './load.ts';
import { inapplicable } from './usage-log.ts';

export default scenario('load, same user', batchWriters, {
  // One seeded schedule: the seed is what the latencies are drawn from.
  workload: fc.record({ seed: fc.noShrink(fc.nat()) }),
  runs: 1,
  maxSteps: 200_000,
  invariants,
  notApplicable: inapplicable,
  claims: claimedIn('batch-writer-pr, Benchmark results', {
    'p0-join-then-cancel': { 'no-lost-rows': 'holds' },
    'p1-cancel-on-stop': { 'no-lost-rows': 'violated' },
    'p3-stop-event': { 'no-lost-rows': 'holds' },
  }),
  expect: {
    'p1-cancel-on-stop': { 'no-lost-rows': 'violated' },
  },
  documented: documented({
    'p0-join-then-cancel': {
      requests: 7637,
      'req/s': 50.0,
      rows: 7637,
      'cover %': 100,
      failed: 0,
      p50: 791,
      p95: 1758,
      p99: 2390,
    },
    'p1-cancel-on-stop': {
      requests: 8518,
      'req/s': 53.2,
      rows: 8418,
      'cover %': 98,
      failed: 0,
      p50: 768,
      p95: 1281,
      p99: 1598,
    },
    'p3-stop-event': {
      requests: 8577,
      'req/s': 53.7,
      rows: 8577,
      'cover %': 100,
      failed: 0,
      p50: 763,
      p95: 1240,
      p99: 1702,
    },
  }),
  run: (sim, { create }) => runLoad(sim, create, () => 'shared'),
});
