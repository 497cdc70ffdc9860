/*
 * The database refuses an insert, a commit or a connection, while rows come in and SIGTERM comes at any moment. From
 * [otari], `_flush`: a database error drops the batch; there is no retry, but it is logged and counted.
 * Invariant: what was accepted is persisted once or reported as dropped. Stalls, lost replies, cancellations and
 * crashes have stories of their own; `any-fault` has all of them.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned } from '../expected.ts';
import { inapplicable, invariants, UsageLog } from './usage-log.ts';

export default scenario('a database error', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 3 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  invariants,
  notApplicable: inapplicable,
  expect: reasoned(
    {
      'p1-cancel-on-stop': { 'no-lost-rows': 'violated', 'batch-size': 'violated' },
      'p2-shielded-flush': { 'nothing-after-stop': 'violated', 'batch-size': 'violated' },
      'p3-stop-event': { 'batch-size': 'violated' },
    },
    {
      'no-lost-rows': { 'p1-cancel-on-stop': 'the batch in flight is in neither the queue nor the database' },
      'nothing-after-stop': { 'p2-shielded-flush': 'the shielded flush goes on alone' },
      'batch-size': 'what is left is flushed in one go',
    },
  ),
  faults: { budget: 2, operations: { 'db.open': ['error'], 'db.insert': ['error'], 'db.commit': ['error'] } },
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    log.writer.start();
    log.producer(rows);
    log.stopper();
    return () => log.checks();
  },
});
