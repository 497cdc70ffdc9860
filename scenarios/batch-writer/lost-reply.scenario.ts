/*
 * The database applies a commit, and its reply never arrives: the writer sees an error although the rows are there.
 * The originals then report the batch as dropped, which is untrue and harmless; who tries again, as the hardened
 * variant does, may write the rows twice. Invariant: no row is stored twice, none is lost.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned } from '../expected.ts';
import { inapplicable, UsageLog } from './usage-log.ts';

const invariants = ['no-lost-rows', 'no-duplicate-rows', 'bounded-stop'];

export default scenario('a commit whose reply is lost', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 3 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  invariants,
  notApplicable: inapplicable,
  expect: reasoned(
    {
      'p1-cancel-on-stop': { 'no-lost-rows': 'violated' },
    },
    { 'no-lost-rows': 'the batch in flight is in neither the queue nor the database' },
  ),
  faults: { budget: 2, operations: { 'db.commit': ['lost-reply'] } },
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    log.writer.start();
    log.producer(rows);
    log.stopper();
    return () => log.checks(invariants);
  },
});
