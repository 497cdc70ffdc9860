/*
 * The database refuses one row whenever it is tried, as it does where a foreign key is gone. From [otari], `_flush`: a
 * database error drops the batch, and is logged and counted; the writer goes on.
 * Invariants: the row is given up and reported; the rows behind it are written while the writer runs.
 * No faults: the refusal is the story.
 */
import fc from 'fast-check';
import { type CheckResult, held, scenario, violated } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { acknowledgedIsStored, serviceKinds, day } from './service.ts';
import { inapplicable, UsageLog } from './usage-log.ts';

const POISONED = 'r1';
const invariants = ['no-lost-rows', 'no-duplicate-rows', 'nothing-after-stop'];

export default scenario('a poisoned row', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 3 }) }),
  kinds: { ...serviceKinds, 'untold-drop': 'A row was given up, and not just that one was reported.' },
  invariants: [...invariants, 'written-before-stop', 'acknowledged-is-stored', 'reports-what-it-drops'],
  notApplicable: inapplicable,
  run(sim, { create }, { rows }) {
    const log = new UsageLog(sim, create, { maxBatch: 1 }, {}, POISONED);
    log.writer.start();
    const written = day(sim, log, rows);
    return () => [...log.checks(invariants), written(), acknowledgedIsStored(log), reportsWhatItDrops(log)];
  },
});

/** The poisoned row, and no other: `reports-what-it-drops`. */
function reportsWhatItDrops({ ledger }: UsageLog): CheckResult {
  const dropped = [...ledger.droppedIds];
  if (dropped.length === 1 && dropped[0] === POISONED) return held('reports-what-it-drops');
  const message = `${POISONED} cannot be written; reported as dropped: ${dropped.join(', ') || 'none'}`;
  return violated('reports-what-it-drops', 'untold-drop', message);
}
