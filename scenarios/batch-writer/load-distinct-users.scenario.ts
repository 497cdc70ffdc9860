/*
 * The load run of [batch-writer-pr], in virtual time: 10 users for 5 s to warm up, then 100 virtual users for 30 s,
 * each with a record of its own, against a simulated provider; the shutdown comes when the load ends. Its 8,518
 * requests left 8,418 rows: the batch in flight, max_batch = 100 rows, was lost. Latencies are stated in load.ts and
 * not tuned to match: its users do not think and its one worker was out of CPU, ours think for 1 s and CPU is out
 * of scope; its requests/s are those of 30 s divided by the time of the whole run, ours by 30 s.
 * Invariant: every answered request leaves one row.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { claimedIn } from '../expected.ts';
import { documented, invariants, runLoad } from './load.ts';
import { inapplicable } from './usage-log.ts';

export default scenario('load, distinct users', batchWriters, {
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
      'req/s': 47.4,
      rows: 7637,
      'cover %': 100,
      failed: 0,
      p50: 798,
      p95: 1892,
      p99: 2594,
    },
    'p1-cancel-on-stop': {
      requests: 8518,
      'req/s': 54.7,
      rows: 8418,
      'cover %': 98,
      failed: 0,
      p50: 778,
      p95: 1243,
      p99: 1649,
    },
    'p3-stop-event': {
      requests: 8577,
      'req/s': 55.0,
      rows: 8577,
      'cover %': 100,
      failed: 0,
      p50: 750,
      p95: 1259,
      p99: 1688,
    },
  }),
  run: (sim, { create }) => runLoad(sim, create, (virtualUser) => virtualUser),
});
