/*
 * SIGTERM finds the writer with little or nothing to do: it waits for a row, and looks around only once a minute.
 * A test of [batch-writer-pr]: an idle writer stops at once instead of waiting out the interval. It adds that this is
 * faster than before, when stop had to wait for the collector's timeout.
 * Invariant: stop resolves within a second, the time that a few commits take.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { claimedIn, reasoned } from '../expected.ts';
import { inapplicable, UsageLog } from './usage-log.ts';

const invariants = ['bounded-stop'];
const BOUND_MS = 1_000;

export default scenario('an idle writer stops', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 0, max: 2 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  invariants,
  notApplicable: inapplicable,
  claims: claimedIn('batch-writer-pr, The fix: idle-writer shutdown', {
    'p1-cancel-on-stop': { 'bounded-stop': 'violated' },
    'p3-stop-event': { 'bounded-stop': 'holds' },
  }),
  expect: reasoned(
    {
      'p0-join-then-cancel': { 'bounded-stop': 'violated' },
    },
    { 'bounded-stop': 'stop joins the queue, and the last row lingers for a fuller batch' },
  ),
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch, flushIntervalMs: 60_000 });
    log.writer.start();
    log.producer(rows);
    log.stopper();
    return () => log.checks(invariants, BOUND_MS);
  },
});
