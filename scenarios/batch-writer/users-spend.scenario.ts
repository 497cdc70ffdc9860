/*
 * Most rows cost their users something, which is added to his account in the transaction that writes the row: [otari],
 * `_flush` and `put`, row by row; [any-llm], `_persist_entries`, summed by user. Commits fail or lose their reply, and who
 * tries again must not charge twice for a row that is there already.
 * Invariant: what a user has spent is what his rows cost.
 * The faults are those of the two calls that matter; the rest of the menu has stories of its own.
 */
import fc from 'fast-check';
import { Database, scenario, totalsAgree } from 'heddle';
import { batchWriters, type LogRow, type LogStore } from '../../systems/batch-writer/index.ts';
import { inapplicable } from './usage-log.ts';

type Tables = { usage_logs: LogRow; users: { readonly id: string; readonly spent: number } };

/** Who pays for the rows for which nobody does. */
const NOBODY = 'nobody';

/** A store that keeps an account of each user beside the log. */
function charging(db: Database<Tables>): LogStore {
  return {
    open: () =>
      db.openAs((session) => ({
        insert: (row: LogRow) => session.insert('usage_logs', row),
        insertOnce: (key: string, row: LogRow) => session.insertOnce('usage_logs', key, row),
        charge: (id: string, cost: number) =>
          session.upsert('users', id, (user) => ({ id, spent: (user?.spent ?? 0) + cost })),
        commit: () => session.commit(),
        close: () => session.close(),
      })),
  };
}

export default scenario('what users have spent', batchWriters, {
  workload: fc.record({
    users: fc.array(fc.constantFrom('ann', 'bob', NOBODY), { minLength: 1, maxLength: 3 }),
    maxBatch: fc.integer({ min: 1, max: 2 }),
  }),
  invariants: ['totals-agree'],
  notApplicable: inapplicable,
  faults: { budget: 2, operations: { 'db.commit': ['error', 'lost-reply'], 'db.update': ['error'] } },
  run(sim, { create }, { users, maxBatch }) {
    const db = new Database<Tables>(sim);
    const writer = create(charging(db), { maxBatch, spawn: sim.spawn });
    writer.start();
    sim.task('producer', async () => {
      const arrive = sim.operation('arrive');
      for (const [i, user] of users.entries()) {
        const id = `r${i + 1}`;
        await arrive.call(id, () => {});
        await writer.put(user === NOBODY ? { id } : { id, charge: { user, cost: 10 ** i } });
      }
      await writer.stop();
    });
    const costs = (): [string, number][] =>
      [...new Set(users)]
        .filter((user) => user !== NOBODY)
        .map((user) => {
          const rows = db.rows('usage_logs').filter(({ charge }) => charge?.user === user);
          return [user, rows.reduce((sum, { charge }) => sum + (charge?.cost ?? 0), 0)];
        });
    return () => [
      totalsAgree(
        { name: 'users', totals: db.rows('users').map(({ id, spent }) => [id, spent] as const) },
        { name: 'usage_logs', totals: costs() },
      ),
    ];
  },
});
