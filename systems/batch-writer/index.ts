import { HardenedWriter } from './hardened.ts';
import type { CreateLogWriter } from './log-writer.ts';
import { NoopLogWriter } from './noop.ts';
import { JoinThenCancelWriter } from './p0-join-then-cancel.ts';
import { CancelOnStopWriter } from './p1-cancel-on-stop.ts';
import { ShieldedFlushWriter } from './p2-shielded-flush.ts';
import { StopEventWriter } from './p3-stop-event.ts';
import { SingleLogWriter } from './single.ts';

export type { CreateLogWriter, LogWriter, LogWriterOptions } from './log-writer.ts';
export type { LogRow, LogStore, LogTransaction } from './ports.ts';
export { StopGaveUp, WriterStopped } from './hardened.ts';

interface BatchWriterVariant {
  readonly create: CreateLogWriter;
  /** Where it comes from. */
  readonly source: string;
  /** What its source claims of it. */
  readonly claim: string | undefined;
}

interface BatchWriterSystem {
  readonly id: 'batch-writer';
  readonly demands: Readonly<Record<string, string>>;
  readonly variants: Readonly<Record<string, BatchWriterVariant>>;
}

/**
 * Writers of a usage log: requests put rows, a background task writes them in batches, and a shutdown must not lose
 * any.
 *
 * - `p0-join-then-cancel`: lingers for a fuller batch; stop waits until the queue is dealt with, however long.
 *   The first one, in any-llm. It claims a final drain on shutdown.
 * - `p1-cancel-on-stop`: stop cancels the task wherever it is, then flushes the queue. It is the one before the pull
 *   request, which claims that it loses exactly the batch in flight (8,418 of 8,518 rows).
 * - `p2-shielded-flush`: as p1, with the flush out of reach of the cancellation. Considered in the pull request and
 *   rejected: stop would return while an orphaned flush goes on.
 * - `p3-stop-event`: stop raises an event, waits for the task at most 10 s, and only then cancels. The fix that the
 *   pull request ends with; it claims that every row is written (8,577 of 8,577).
 * - `single`: a transaction for each row while its request waits. `noop`: keeps nothing, by design.
 * - `hardened`: ours. A row leaves the buffer once its commit has returned, and is written under an idempotency key.
 */
export const batchWriters = {
  id: 'batch-writer',
  demands: {
    'drops-nothing-needlessly': 'No row is dropped for an error that would pass.',
  },
  variants: {
    'p0-join-then-cancel': {
      create: (store, options) => new JoinThenCancelWriter(store, options),
      source: 'any-llm, gateway/services/log_writer.py',
      claim: 'The lifecycle guarantees a final drain on shutdown by joining the queue.',
    },
    'p1-cancel-on-stop': {
      create: (store, options) => new CancelOnStopWriter(store, options),
      source: 'batch-writer-pr, the state before it; otari, gateway/services/log_writer.py',
      claim: 'Loses exactly the batch in flight at shutdown, at most maxBatch rows.',
    },
    'p2-shielded-flush': {
      create: (store, options) => new ShieldedFlushWriter(store, options),
      source: 'batch-writer-pr, considered and rejected there',
      claim: 'Stop returns while an orphaned flush goes on.',
    },
    'p3-stop-event': {
      create: (store, options) => new StopEventWriter(store, options),
      source: 'batch-writer-pr, the fix',
      claim:
        'A shutdown drops no batch in flight, waits out no idle interval, and cancels a wedged flush at the timeout.',
    },
    single: {
      create: (store, options) => new SingleLogWriter(store, options),
      source: 'batch-writer-pr, unchanged there; otari, gateway/services/log_writer.py',
      claim: undefined,
    },
    noop: {
      create: () => new NoopLogWriter(),
      source: 'batch-writer-pr, unchanged there; otari, gateway/services/log_writer.py',
      claim: undefined,
    },
    hardened: {
      create: (store, options) => new HardenedWriter(store, options),
      source: 'heddle',
      claim:
        'Every row put is written exactly once or reported, and stop resolves within its timeout, under every fault of the menu.',
    },
  },
} as const satisfies BatchWriterSystem;
