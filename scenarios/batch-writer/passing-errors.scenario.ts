/*
 * The database refuses twice, then works again; replies to commits may be lost. From [otari], `_flush`: a database error
 * drops the batch; there is no retry. Ours tries three times.
 * Invariants: two errors cost no row; what is said to be written is.
 * Two errors are the story: three may hit one batch.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { acceptsUntilStop, dropsNothing, serviceKinds, day } from './service.ts';
import { inapplicable, UsageLog } from './usage-log.ts';

const invariants = ['no-duplicate-rows', 'nothing-after-stop'];
const drops = {
  'drops-nothing-needlessly': { expected: 'violated', because: 'nothing is tried again' },
} as const;

export default scenario('passing errors', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 3 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  kinds: serviceKinds,
  invariants: [...invariants, 'accepts-until-stop', 'drops-nothing-needlessly', 'written-before-stop'],
  notApplicable: inapplicable,
  expect: {
    'p0-join-then-cancel': drops,
    'p1-cancel-on-stop': drops,
    'p2-shielded-flush': drops,
    'p3-stop-event': drops,
    single: drops,
  },
  faults: {
    budget: 2,
    operations: { 'db.open': ['error'], 'db.insert': ['error'], 'db.commit': ['error', 'lost-reply'] },
  },
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    log.writer.start();
    const written = day(sim, log, rows);
    return () => [...log.checks(invariants), acceptsUntilStop(log), dropsNothing(log), written()];
  },
});
