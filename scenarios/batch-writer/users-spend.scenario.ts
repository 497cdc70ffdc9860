/*
 * Most rows cost their users something, which is added to his account in the transaction that writes the row: [otari],
 * `_flush` and `put`, row by row; [any-llm], `_persist_entries`, summed by user. Commits fail or lose their reply, and who
 * tries again must not charge twice for a row that is there already.
 * Invariants: what a user has spent is what his rows cost; two errors cost no row, nor does it that nobody pays for one.
 * The faults are those of the two calls that matter; the rest of the menu has stories of its own.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { ChargedLog, NOBODY } from './charged-log.ts';
import { dropsOnError } from './expectations.ts';
import { dropsNothing, serviceKinds } from './service.ts';
import { inapplicable } from './usage-log.ts';

export default scenario('what users have spent', batchWriters, {
  workload: fc.record({
    users: fc.array(fc.constantFrom('ann', 'bob', NOBODY), { minLength: 1, maxLength: 3 }),
    maxBatch: fc.integer({ min: 1, max: 2 }),
  }),
  kinds: serviceKinds,
  invariants: ['totals-agree', 'drops-nothing-needlessly'],
  notApplicable: inapplicable,
  expect: dropsOnError,
  faults: { budget: 2, operations: { 'db.commit': ['error', 'lost-reply'], 'db.update': ['error'] } },
  run(sim, { create }, { users, maxBatch }) {
    const log = new ChargedLog(sim, create);
    const writer = log.writer(maxBatch);
    sim.task('producer', async () => {
      for (const [i, user] of users.entries()) await log.put(writer, `r${i + 1}.`, [user]);
      await writer.stop();
    });
    return () => [log.totalsAgree(), dropsNothing(log)];
  },
});
