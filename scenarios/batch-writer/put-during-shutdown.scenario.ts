/*
 * Requests are still being served while the writer stops, and put their rows; when stop resolves they are over. A test
 * of [batch-writer-pr]: rows queued after the stop event are written too. Rule 6 of [fidelity-rules]: a put that
 * returns normally was accepted, also after stop began. In the first writer ([any-llm], `stop`) a put between the wake-up
 * of `join` and the cancellation is lost. Invariant: when stop has resolved, no accepted row is left in
 * the buffer.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { claimedIn, reasoned } from '../expected.ts';
import { inapplicable, invariants, UsageLog } from './usage-log.ts';

export default scenario('a put during shutdown', batchWriters, {
  workload: fc.record({
    before: fc.integer({ min: 0, max: 2 }),
    during: fc.integer({ min: 1, max: 3 }),
    maxBatch: fc.integer({ min: 1, max: 2 }),
  }),
  invariants,
  notApplicable: inapplicable,
  claims: claimedIn('batch-writer-pr, Changes: the regression test', {
    'p3-stop-event': { 'no-lost-rows': 'holds', 'nothing-after-stop': 'holds' },
  }),
  expect: reasoned(
    {
      'p0-join-then-cancel': { 'no-lost-rows': 'violated' },
      'p1-cancel-on-stop': {
        'no-lost-rows': 'violated',
        'nothing-after-stop': 'violated',
        'batch-size': 'violated',
      },
      'p2-shielded-flush': { 'nothing-after-stop': 'violated', 'batch-size': 'violated' },
      'p3-stop-event': { 'nothing-after-stop': 'violated', 'batch-size': 'violated' },
    },
    {
      'no-lost-rows': {
        'p0-join-then-cancel':
          'a row that is put between the wake-up of join and the cancellation is cancelled with the loop',
        'p1-cancel-on-stop': 'the batch in flight is in neither the queue nor the database',
      },
      'nothing-after-stop': { 'p2-shielded-flush': 'the shielded flush goes on alone' },
      'batch-size': 'what is left is flushed in one go',
    },
  ),
  run(sim, { create }, { before, during, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    log.writer.start();
    log.producer(before);
    log.stopper();
    log.straggler(during, 'stop-resolves');
    return () => log.checks();
  },
});
