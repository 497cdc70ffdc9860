/*
 * The database is healthy but slow: a statement takes seconds, and what is queued when SIGTERM comes takes longer to
 * write than stop will wait (10 s). From [batch-writer-pr]: only a genuinely wedged flush is cancelled.
 * Invariant: what stop has no time for is reported, not just forgotten.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { claimedIn, reasoned } from '../expected.ts';
import { inapplicable, UsageLog } from './usage-log.ts';

const invariants = ['no-lost-rows', 'no-duplicate-rows', 'bounded-stop'];

export default scenario('a slow database', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 2, max: 6 }), maxBatch: fc.integer({ min: 1, max: 3 }) }),
  invariants,
  notApplicable: inapplicable,
  claims: claimedIn('batch-writer-pr, Tradeoff', {
    'p3-stop-event': { 'no-lost-rows': 'holds', 'bounded-stop': 'holds' },
  }),
  expect: reasoned(
    {
      'p0-join-then-cancel': { 'bounded-stop': 'violated' },
      'p1-cancel-on-stop': { 'no-lost-rows': 'violated', 'bounded-stop': 'violated' },
      'p2-shielded-flush': { 'bounded-stop': 'violated' },
      'p3-stop-event': { 'no-lost-rows': 'violated', 'bounded-stop': 'violated' },
    },
    {
      'bounded-stop': {
        'p0-join-then-cancel': 'nothing bounds the wait for the queue',
        'p1-cancel-on-stop': 'nothing bounds the flush of what is left',
        'p2-shielded-flush': 'nothing bounds the flush of what is left',
      },
      'no-lost-rows': { 'p1-cancel-on-stop': 'the batch in flight is in neither the queue nor the database' },
    },
  ),
  run(sim, { create }, { rows, maxBatch }) {
    const latencyMs = { insert: [4_000, 6_000], commit: [1_000, 3_000] } as const;
    const log = new UsageLog(sim, create, { maxBatch }, { latencyMs });
    log.writer.start();
    sim.task('requests', () => log.burst('r', rows));
    sim.task('sigterm', () => log.stop(), { startMs: [1, 3_000] });
    return () => log.checks(invariants);
  },
});
