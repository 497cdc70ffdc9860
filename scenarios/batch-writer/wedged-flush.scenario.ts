/*
 * The database stalls in the middle of a flush and never answers. A test of [batch-writer-pr]: stop cancels a wedged
 * flush at its timeout. Invariants: stop resolves within its bound; what was given up is reported.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { claimedIn, reasoned } from '../expected.ts';
import { inapplicable, invariants, UsageLog } from './usage-log.ts';

export default scenario('a wedged flush', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 3 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  invariants,
  notApplicable: inapplicable,
  claims: claimedIn('batch-writer-pr, Tradeoff', { 'p3-stop-event': { 'bounded-stop': 'holds' } }),
  expect: reasoned(
    {
      'p0-join-then-cancel': { 'no-lost-rows': 'violated', 'bounded-stop': 'violated' },
      'p1-cancel-on-stop': {
        'no-lost-rows': 'violated',
        'bounded-stop': 'violated',
        'batch-size': 'violated',
      },
      'p2-shielded-flush': {
        'no-lost-rows': 'violated',
        'bounded-stop': 'violated',
        'nothing-after-stop': 'violated',
        'batch-size': 'violated',
      },
      'p3-stop-event': { 'no-lost-rows': 'violated', 'bounded-stop': 'violated', 'batch-size': 'violated' },
    },
    {
      'bounded-stop': {
        'p0-join-then-cancel': 'nothing bounds the wait for the queue',
        'p1-cancel-on-stop': 'nothing bounds the flush of what is left',
        'p2-shielded-flush': 'nothing bounds the flush of what is left',
      },
      'no-lost-rows': {
        'p1-cancel-on-stop': 'the batch in flight is in neither the queue nor the database',
        'p3-stop-event': 'the flush that the timeout cancels is rolled back',
      },
      'nothing-after-stop': 'the shielded flush goes on alone',
      'batch-size': 'what is left is flushed in one go',
    },
  ),
  // The story is the stall; the rest of the menu has stories of its own.
  faults: {
    budget: 2,
    operations: { 'db.open': ['stall'], 'db.insert': ['stall'], 'db.commit': ['stall'] },
  },
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    log.writer.start();
    log.producer(rows);
    log.stopper();
    return () => log.checks();
  },
});
