/*
 * Requests put rows faster than the database takes them, so that rows are queued behind the batch in flight when
 * SIGTERM comes (the test of [batch-writer-pr]: 7 in flight, 5 queued, max_batch 10, and 12 rows written).
 * Invariant: stop writes the queued rows too, in batches no larger than the bound.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { claimedIn, reasoned } from '../expected.ts';
import { inapplicable, invariants, UsageLog } from './usage-log.ts';

export default scenario('shutdown with rows queued', batchWriters, {
  workload: fc.record({
    inFlight: fc.integer({ min: 1, max: 7 }),
    queued: fc.integer({ min: 1, max: 5 }),
    maxBatch: fc.integer({ min: 1, max: 10 }),
  }),
  invariants,
  notApplicable: inapplicable,
  claims: {
    ...claimedIn('any-llm, what the module says of itself', {
      'p0-join-then-cancel': { 'no-lost-rows': 'holds' },
    }),
    ...claimedIn('batch-writer-pr, The bug', { 'p1-cancel-on-stop': { 'no-lost-rows': 'violated' } }),
    ...claimedIn('batch-writer-pr, Changes: the regression test', {
      'p3-stop-event': { 'no-lost-rows': 'holds', 'nothing-after-stop': 'holds' },
    }),
  },
  expect: reasoned(
    {
      'p1-cancel-on-stop': { 'no-lost-rows': 'violated', 'batch-size': 'violated' },
      'p2-shielded-flush': { 'nothing-after-stop': 'violated', 'batch-size': 'violated' },
      'p3-stop-event': { 'batch-size': 'violated' },
    },
    {
      'nothing-after-stop': 'the shielded flush goes on alone',
      'batch-size': 'what is left is flushed in one go',
    },
  ),
  run(sim, { create }, { inFlight, queued, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    log.writer.start();
    const arrive = sim.operation('arrive');
    sim.task('requests', async () => {
      for (const [prefix, count] of Object.entries({ r: inFlight, q: queued })) {
        await arrive.call(`${prefix}1-${prefix}${count}`, () => {});
        if (log.stopping) return;
        await log.burst(prefix, count);
      }
    });
    log.stopper();
    return () => log.checks();
  },
});
