/*
 * The database refuses twice, then works again; replies to commits may be lost. From [otari], `_flush`: a database error
 * drops the batch; there is no retry. Ours tries three times.
 * Invariants: two errors cost no row; what is said to be written is.
 * Two errors are the story: three may hit one batch.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { dropsOnError } from './expectations.ts';
import { acceptsUntilStop, dropsNothing, serviceKinds, day } from './service.ts';
import { inapplicable, UsageLog } from './usage-log.ts';

const invariants = ['no-duplicate-rows', 'nothing-after-stop'];

export default scenario('passing errors', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 3 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  kinds: serviceKinds,
  invariants: [...invariants, 'accepts-until-stop', 'drops-nothing-needlessly', 'written-before-stop'],
  notApplicable: inapplicable,
  expect: dropsOnError,
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
