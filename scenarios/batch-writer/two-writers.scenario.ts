/*
 * Two gateways write to one database, each with a writer of its own, and charge the same two users, one of them first
 * ann and the other first bob. The database locks rows, as PostgreSQL does: of two transactions that wait for each other's
 * users one is refused. A request whose answer is slow may be sent again, to the other gateway. From [otari],
 * `_flush`: row by row, in one transaction; an error drops the batch, and nothing is tried again.
 * Invariants: nothing is lost, nothing is there twice or charged twice, and nothing is given up that could be written.
 * No faults: whatever went wrong would excuse the writers.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { ChargedLog } from './charged-log.ts';
import { dropsNothing, serviceKinds } from './service.ts';
import { inapplicable } from './usage-log.ts';

const batching = ['p0-join-then-cancel', 'p1-cancel-on-stop', 'p2-shielded-flush', 'p3-stop-event'];

export default scenario('two writers', batchWriters, {
  workload: fc.record({ again: fc.boolean() }),
  examples: [{ again: false }, { again: true }],
  kinds: serviceKinds,
  invariants: ['no-lost-rows', 'no-duplicate-rows', 'totals-agree', 'drops-nothing-needlessly'],
  notApplicable: inapplicable,
  expect: reasoned(
    violatedBy({
      'drops-nothing-needlessly': batching,
      'no-duplicate-rows': [...batching, 'single'],
    }),
    {
      'drops-nothing-needlessly': 'the victim of a deadlock is not tried again',
      'no-duplicate-rows': 'what is put again is written again: no key tells that it is there already',
    },
  ),
  runs: 100,
  run(sim, { create }, { again }) {
    const log = new ChargedLog(sim, create, { locks: 'rows' });
    const writers = [log.writer(2), log.writer(2)] as const;
    sim.task('gateway1', () => log.put(writers[0], 'r', ['ann', 'bob']));
    sim.task('gateway2', () => log.put(writers[1], again ? 'r' : 's', ['bob', 'ann']));
    return () => [...log.checks(), dropsNothing(log)];
  },
});
