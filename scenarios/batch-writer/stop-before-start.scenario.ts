/*
 * Stop of a writer that was never started, perhaps with rows put already, perhaps twice. A test of [batch-writer-pr]:
 * it is a no-op. Invariants: stop resolves, and rows that were accepted are not forgotten.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { claimedIn, reasoned } from '../expected.ts';
import { inapplicable, invariants, UsageLog } from './usage-log.ts';

export default scenario('stop of a never-started writer', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 0, max: 2 }), again: fc.boolean() }),
  invariants,
  notApplicable: inapplicable,
  claims: claimedIn('batch-writer-pr, Changes: stop of a never-started writer', {
    'p3-stop-event': { 'bounded-stop': 'holds' },
  }),
  expect: reasoned(
    {
      'p0-join-then-cancel': { 'nothing-after-stop': 'violated' },
      'p1-cancel-on-stop': { 'nothing-after-stop': 'violated' },
      'p2-shielded-flush': { 'nothing-after-stop': 'violated' },
      'p3-stop-event': { 'nothing-after-stop': 'violated' },
    },
    { 'nothing-after-stop': { 'p3-stop-event': 'stop of a writer that was not started returns at once' } },
  ),
  run(sim, { create }, { rows, again }) {
    const log = new UsageLog(sim, create, { maxBatch: 2 });
    log.producer(rows);
    log.stopper('sigterm');
    if (again) log.stopper('sigint');
    return () => log.checks();
  },
});
