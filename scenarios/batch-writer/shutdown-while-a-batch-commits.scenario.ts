/*
 * SIGTERM comes while the writer is in the middle of a batch. From [batch-writer-pr]: stop() cancelled the
 * loop wherever it was, and the batch in flight was in neither the queue nor the database; shielding the flush was
 * rejected, because stop would return while an orphaned flush goes on.
 * Invariant: a row that was accepted is persisted or reported as dropped.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { claimedIn, reasoned } from '../expected.ts';
import { inapplicable, invariants, UsageLog } from './usage-log.ts';

export default scenario('shutdown while a batch commits', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 4 }), maxBatch: fc.integer({ min: 1, max: 3 }) }),
  invariants,
  notApplicable: inapplicable,
  claims: {
    ...claimedIn('any-llm, what the module says of itself', {
      'p0-join-then-cancel': { 'no-lost-rows': 'holds' },
    }),
    ...claimedIn('batch-writer-pr, The bug', { 'p1-cancel-on-stop': { 'no-lost-rows': 'violated' } }),
    ...claimedIn('batch-writer-pr, The fix', {
      'p2-shielded-flush': { 'nothing-after-stop': 'violated' },
      'p3-stop-event': { 'no-lost-rows': 'holds', 'nothing-after-stop': 'holds' },
    }),
  },
  expect: reasoned(
    {
      'p1-cancel-on-stop': { 'no-lost-rows': 'violated', 'batch-size': 'violated' },
      'p2-shielded-flush': { 'nothing-after-stop': 'violated', 'batch-size': 'violated' },
      'p3-stop-event': { 'batch-size': 'violated' },
    },
    { 'batch-size': 'what is left is flushed in one go' },
  ),
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    log.writer.start();
    log.producer(rows);
    log.stopper();
    return () => log.checks();
  },
});
