/*
 * Stop is called twice: SIGTERM and then SIGINT from an operator who does not want to wait, or a lifespan hook and an
 * exit handler. The database may stall, which makes the first stop wait. The fault menu of [fidelity-rules]: shutdown
 * at any moment.
 * Invariant: whichever stop resolves, everything is over by then, and nothing was lost.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned } from '../expected.ts';
import { inapplicable, invariants, UsageLog } from './usage-log.ts';

export default scenario('two stops at once', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 2, max: 3 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  invariants,
  notApplicable: inapplicable,
  expect: reasoned(
    {
      'p0-join-then-cancel': { 'no-lost-rows': 'violated', 'bounded-stop': 'violated' },
      'p1-cancel-on-stop': {
        'no-lost-rows': 'violated',
        'bounded-stop': 'violated',
        'nothing-after-stop': 'violated',
        'batch-size': 'violated',
      },
      'p2-shielded-flush': {
        'no-lost-rows': 'violated',
        'bounded-stop': 'violated',
        'nothing-after-stop': 'violated',
        'batch-size': 'violated',
      },
      'p3-stop-event': { 'no-lost-rows': 'violated', 'batch-size': 'violated' },
    },
    {
      'no-lost-rows': { 'p1-cancel-on-stop': 'the batch in flight is in neither the queue nor the database' },
      'nothing-after-stop': { 'p2-shielded-flush': 'the shielded flush goes on alone' },
      'batch-size': 'what is left is flushed in one go',
    },
  ),
  faults: { budget: 1, operations: { 'db.commit': ['stall'] } },
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    log.writer.start();
    log.producer(rows);
    log.stopper('sigterm');
    log.stopper('sigint');
    return () => log.checks();
  },
});
