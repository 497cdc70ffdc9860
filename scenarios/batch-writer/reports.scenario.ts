/*
 * Somebody listens to what the writer reports, or nobody does; the database refuses a row, or stalls for ever; stop has
 * less time than it takes by itself. Rows cost their users something, and the store keeps no accounts. From
 * [batch-writer-pr]: an error of the database is logged with its batch, and a wedged flush is cancelled at the timeout.
 * Invariants: stop resolves within the time that it was given, whoever listens; a report names rows, those that were put,
 * and the error; nothing is stored that nobody put.
 */
import fc from 'fast-check';
import {
  boundedStop,
  type CheckResult,
  Database,
  held,
  listed,
  scenario,
  StopProbe,
  TableStore,
  violated,
} from 'heddle';
import { batchWriters, type LogRow } from '../../systems/batch-writer/index.ts';
import { REFUSAL, refusing } from './refusing-store.ts';
import { inapplicable } from './usage-log.ts';

const STOP_TIMEOUT_MS = 2_000;
const SLACK_MS = 1_000;
const PAUSE_MS = 3_000;

interface Report {
  readonly what: 'written' | 'dropped';
  readonly rows: readonly LogRow[];
  readonly error?: unknown;
}

export default scenario('what is reported', batchWriters, {
  workload: fc.record({
    rows: fc.integer({ min: 0, max: 3 }),
    last: fc.integer({ min: 0, max: 1 }),
    isRefused: fc.boolean(),
    isHeard: fc.boolean(),
  }),
  kinds: { 'false-report': 'What was reported, or stored, is not what was put, or not why it was dropped.' },
  invariants: ['bounded-stop', 'reports-are-true'],
  notApplicable: inapplicable,
  expect: {
    'p0-join-then-cancel': {
      'bounded-stop': { expected: 'violated', because: 'it waits for the queue without a limit' },
    },
  },
  runs: 300,
  // The story is the stall; the rest of the menu has stories of its own.
  faults: { budget: 1, operations: { 'db.insert': ['stall'], 'db.commit': ['stall'] } },
  run(sim, { create }, { rows, last, isRefused, isHeard }) {
    const db = new Database<{ usage_logs: LogRow }>(sim);
    const reports: Report[] = [];
    const listeners = {
      onWritten: (written: readonly LogRow[]) => void reports.push({ what: 'written', rows: written }),
      onDropped: (dropped: readonly LogRow[], error: unknown) =>
        void reports.push({ what: 'dropped', rows: dropped, error }),
    };
    const store = new TableStore(db, 'usage_logs');
    const writer = create(isRefused ? refusing(store, 'r1') : store, {
      maxBatch: 1,
      stopTimeoutMs: STOP_TIMEOUT_MS,
      spawn: sim.spawn,
      ...(isHeard && listeners),
    });
    const stop = new StopProbe(sim, { buffered: () => writer.size, running: () => db.openSessions });
    const put: string[] = [];
    writer.start();
    const burst = async (first: number, count: number): Promise<void> => {
      for (let i = first; i < first + count; i++) {
        put.push(`r${i}`);
        await writer.put({ id: `r${i}`, charge: { user: 'ann', cost: 1 } });
      }
    };
    sim.task('day', async () => {
      await burst(1, rows);
      await new Promise((resolve) => void setTimeout(resolve, PAUSE_MS));
      await burst(rows + 1, last);
      await stop.run(() => writer.stop());
    });
    return () => [
      boundedStop(stop, STOP_TIMEOUT_MS + SLACK_MS),
      reportsAreTrue(
        put,
        reports,
        db.rows('usage_logs').map(({ id }) => id),
      ),
    ];
  },
});

/** Reports have rows, all of them put; a drop has its error; nothing is stored that nobody put: `reports-are-true`. */
function reportsAreTrue(
  put: readonly string[],
  reports: readonly Report[],
  stored: readonly string[],
): CheckResult {
  const invented = stored.filter((id) => !put.includes(id));
  const wrong = reports.flatMap(({ what, rows, error }) => {
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return [`${what}: no row`];
    if (ids.some((id) => !put.includes(id))) return [`${what}, and never put: ${listed(ids)}`];
    return what === 'dropped' && !isReason(error) ? [`dropped for ${String(error)}: ${listed(ids)}`] : [];
  });
  if (invented.length > 0) wrong.push(`stored, and never put: ${listed(invented)}`);
  if (wrong.length === 0) return held('reports-are-true');
  return violated('reports-are-true', 'false-report', wrong.join('; '));
}

/** The database's refusal, or the end of the time that stop had. */
function isReason(error: unknown): boolean {
  return error instanceof Error && (error.message.endsWith(REFUSAL) || error.name === 'StopGaveUp');
}
