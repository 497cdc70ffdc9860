/*
 * SIGTERM comes while a batch is written that charges ann and then bob; behind it are rows of bob and then ann. The
 * database locks rows, as PostgreSQL does. From [batch-writer-pr]: with a shield "an orphaned flush continued into a
 * half-torn-down event loop", and stop's own flush of the rest runs beside it.
 * Invariants: nothing is given up that could be written: a writer does not get into its own way; nothing is lost.
 * No faults: whatever went wrong would excuse the writer.
 */
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { ChargedLog } from './charged-log.ts';
import { dropsNothing, serviceKinds } from './service.ts';
import { inapplicable } from './usage-log.ts';

export default scenario('flushes side by side', batchWriters, {
  kinds: serviceKinds,
  invariants: ['drops-nothing-needlessly', 'no-lost-rows', 'no-duplicate-rows', 'totals-agree'],
  notApplicable: inapplicable,
  expect: reasoned(
    violatedBy({
      'drops-nothing-needlessly': ['p2-shielded-flush'],
      'no-lost-rows': ['p1-cancel-on-stop'],
    }),
    {
      'drops-nothing-needlessly': 'the shielded flush and that of the rest wait for each other’s users',
      'no-lost-rows': 'the batch in flight is in neither the queue nor the database',
    },
  ),
  runs: 100,
  run(sim, { create }) {
    const log = new ChargedLog(sim, create, { locks: 'rows' });
    const writer = log.writer(2);
    let stopping = false;
    sim.task('requests', async () => {
      await log.put(writer, 'r', ['ann', 'bob']);
      // Requests end before the server stops.
      await log.put(writer, 's', ['bob', 'ann'], () => !stopping);
    });
    sim.task(
      'sigterm',
      () => {
        stopping = true;
        return writer.stop();
      },
      { late: true },
    );
    return () => [...log.checks(), dropsNothing(log)];
  },
});
