/*
 * A request outlives the writer: it puts its row when stop has resolved already, as the background task of a streamed
 * answer may. Rule 6 of [fidelity-rules]: unless the put throws or says no, the row was accepted.
 * Invariant: no accepted row is left in a buffer that nobody will flush.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned } from '../expected.ts';
import { inapplicable, UsageLog } from './usage-log.ts';

const invariants = ['no-lost-rows', 'nothing-after-stop'];

export default scenario('a put after stop', batchWriters, {
  workload: fc.record({ before: fc.integer({ min: 0, max: 1 }), after: fc.integer({ min: 1, max: 2 }) }),
  invariants,
  notApplicable: inapplicable,
  expect: reasoned(
    {
      'p0-join-then-cancel': { 'no-lost-rows': 'violated', 'nothing-after-stop': 'violated' },
      'p1-cancel-on-stop': { 'no-lost-rows': 'violated', 'nothing-after-stop': 'violated' },
      'p2-shielded-flush': { 'nothing-after-stop': 'violated' },
      'p3-stop-event': { 'nothing-after-stop': 'violated' },
    },
    { 'nothing-after-stop': 'no put is refused, and no loop runs any more' },
  ),
  run(sim, { create }, { before, after }) {
    const log = new UsageLog(sim, create, { maxBatch: 2 });
    log.writer.start();
    log.producer(before);
    log.stopper();
    log.straggler(after, 'the-end');
    return () => log.checks(invariants);
  },
});
