/*
 * The loop is cancelled in the turn in which a row comes. In [batch-writer-pr] the collector waits for a get and the stop
 * event at once: the get has taken the row out of the queue, and the loop, which was to take it from the get, never
 * resumes. The one before waits for the get itself, which in asyncio leaves the row in the queue until it runs (rule 2 of
 * [fidelity-rules]); the first one holds rows in its hand while it waits for more of them.
 * Invariant: a row whose put returned is stored, still buffered, or reported as dropped. Only what was lost before any
 * transaction began is counted here: what a flush loses has stories of its own.
 * Of the menu: one cancellation.
 */
import { type CheckResult, Database, held, Ledger, noLostRows, scenario, TableStore } from 'heddle';
import { batchWriters, type LogRow } from '../../systems/batch-writer/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { inapplicable } from './usage-log.ts';

export default scenario('a row in hand', batchWriters, {
  invariants: ['no-lost-rows'],
  notApplicable: inapplicable,
  expect: reasoned(violatedBy({ 'no-lost-rows': ['p0-join-then-cancel', 'p3-stop-event'] }), {
    'no-lost-rows': {
      'p0-join-then-cancel': 'what waits for a fuller batch is cancelled with the loop',
      'p3-stop-event': 'the get has the row, and who was to take it from there is cancelled',
    },
  }),
  faults: { budget: 1, cancel: ['writer'] },
  runForMs: 2_000,
  runs: 100,
  run(sim, { create }) {
    const db = new Database<{ usage_logs: LogRow }>(sim);
    const store = new TableStore(db, 'usage_logs');
    const ledger = new Ledger();
    let hasFlushed = false;
    const open = (): ReturnType<typeof store.open> => {
      hasFlushed = true;
      return store.open();
    };
    const row = { id: 'r1' };
    const onDropped = (): void => ledger.drop(row.id);
    const writer = create({ open }, { maxBatch: 2, spawn: sim.spawn, onDropped });
    writer.start();
    const arrive = sim.operation('arrive');
    sim.task('producer', async () => {
      await arrive.call(row.id, () => {});
      const written = writer.put(row);
      ledger.accept(row.id);
      await written;
    });
    return (): CheckResult[] => [
      hasFlushed
        ? held('no-lost-rows')
        : noLostRows(ledger, db.table('usage_logs'), writer.size > 0 ? [row] : []),
    ];
  },
});
