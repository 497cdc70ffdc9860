/*
 * Somebody cancels the writer's own tasks, at any await, before, during or after stop: a runtime that shuts down
 * cancels everything that still runs, without asking who owns it. The fault menu of [fidelity-rules]: cancellation at
 * any await.
 * Invariant: what was accepted is persisted, still buffered, or reported as dropped; stop ends.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned } from '../expected.ts';
import { backgroundTasks } from './faults.ts';
import { inapplicable, invariants, UsageLog } from './usage-log.ts';

export default scenario('the background task is cancelled', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 3 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  invariants,
  notApplicable: inapplicable,
  expect: reasoned(
    {
      'p0-join-then-cancel': {
        'no-lost-rows': 'violated',
        'bounded-stop': 'violated',
        'no-deadlock': 'violated',
      },
      'p1-cancel-on-stop': { 'no-lost-rows': 'violated', 'batch-size': 'violated' },
      'p2-shielded-flush': {
        'no-lost-rows': 'violated',
        'nothing-after-stop': 'violated',
        'batch-size': 'violated',
      },
      'p3-stop-event': {
        'no-lost-rows': 'violated',
        'nothing-after-stop': 'violated',
        'batch-size': 'violated',
      },
    },
    {
      'no-lost-rows': { 'p1-cancel-on-stop': 'the batch in flight is in neither the queue nor the database' },
      'nothing-after-stop': { 'p2-shielded-flush': 'the shielded flush goes on alone' },
      'batch-size': 'what is left is flushed in one go',
    },
  ),
  faults: { budget: 2, cancel: backgroundTasks },
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    log.writer.start();
    log.producer(rows);
    log.stopper();
    return () => log.checks();
  },
});
