/*
 * The writer's task is cancelled, at any await, perhaps while its commit is on the way: the connection closes, and
 * nobody knows what becomes of the commit. PostgreSQL ends one that was sent, and holds the locks of its rows until then.
 * Replies may be lost, too. From [fidelity-rules]: cancellation at any await; a commit that is applied and whose reply
 * is lost.
 * Invariants: no row twice, none charged twice; what is not written is reported.
 * The faults are those that leave the outcome of a commit unknown; the rest of the menu has stories of its own.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { ChargedLog } from './charged-log.ts';
import { backgroundTasks } from './faults.ts';
import { inapplicable } from './usage-log.ts';
import { reasoned, violatedBy } from '../expected.ts';

export default scenario('a commit of which nobody knows', batchWriters, {
  workload: fc.record({ maxBatch: fc.integer({ min: 1, max: 2 }) }),
  invariants: ['no-lost-rows', 'no-duplicate-rows', 'totals-agree'],
  notApplicable: inapplicable,
  expect: reasoned(
    violatedBy({
      'no-lost-rows': ['p0-join-then-cancel', 'p1-cancel-on-stop', 'p2-shielded-flush', 'p3-stop-event'],
      'no-deadlock': ['p0-join-then-cancel'],
    }),
    {
      'no-lost-rows':
        'a batch whose flush is cancelled before its commit is rolled back, and nobody has its rows',
      'no-deadlock': 'stop joins a queue of which no loop says any more that it is done',
    },
  ),
  faults: { budget: 2, operations: { 'db.commit': ['lost-reply'] }, cancel: backgroundTasks },
  runs: 100,
  run(sim, { create }, { maxBatch }) {
    const log = new ChargedLog(sim, create, { locks: 'rows', onClose: 'continue' });
    const writer = log.writer(maxBatch);
    sim.task('requests', () => log.put(writer, 'r', ['ann', 'bob']));
    sim.task('sigterm', () => writer.stop(), { late: true });
    return () => log.checks();
  },
});
