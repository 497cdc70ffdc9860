import { Event } from '../primitives/event.ts';
import { Cancelled, Task } from '../primitives/task.ts';
import type { LogWriter, LogWriterOptions } from './log-writer.ts';
import type { LogRow, LogStore } from './ports.ts';
import { taskEnd } from './task-end.ts';
import { charge, inTransaction } from './transaction.ts';

const attemptsMax = 3;
const retryPauseMs = 100;

/** `put` throws it once stop was called: the row was not accepted. */
export class WriterStopped extends Error {
  override readonly name = 'WriterStopped';
  constructor(row: LogRow) {
    super(`the log writer was stopped before ${row.id} was put`);
  }
}

/**
 * Rows are reported with it that stop left: its time was up, or somebody cancelled its drain. A commit that was in
 * flight then may still write them.
 */
export class StopGaveUp extends Error {
  override readonly name = 'StopGaveUp';
  constructor() {
    super('not known to be written when the log writer stopped');
  }
}

/**
 * A batch writer that loses no row and writes none twice. What `onWritten` names is durable. A row that was not named
 * (dropped, or its process crashed) may be put again under the same id: if it was written after all, it stays one row.
 * A batch that fails is tried three times, 100 ms apart. Stop resolves within `stopTimeoutMs` (default: 10,000).
 */
export class HardenedWriter implements LogWriter {
  readonly #store: LogStore;
  readonly #maxBatch: number;
  readonly #stopTimeoutMs: number;
  readonly #options: LogWriterOptions;
  /** Rows that are not committed yet, those of the batch in flight first. */
  readonly #rows: LogRow[] = [];
  /** Something was put, or stop was called. */
  readonly #changed = new Event();
  #stopping = false;
  #stopped: Promise<void> | undefined;
  #writer: Task<void> | undefined;

  constructor(store: LogStore, options: LogWriterOptions = {}) {
    this.#store = store;
    this.#maxBatch = options.maxBatch ?? 100;
    this.#stopTimeoutMs = options.stopTimeoutMs ?? 10_000;
    this.#options = options;
  }

  get size(): number {
    return this.#rows.length;
  }

  start(): void {
    this.#writer ??= this.#startTask('writer', true, (self) => this.#write(self));
  }

  /** @throws WriterStopped once stop was called */
  put(row: LogRow): void {
    // Precaution refuse-after-stop: a row put after the last flush would be accepted and stay in the buffer for ever.
    if (this.#stopping) throw new WriterStopped(row);
    this.#rows.push(row);
    this.#changed.set();
  }

  /** Every call waits for the same end. */
  stop(): Promise<void> {
    // Precaution share-the-stop: two stops would start two drains, which write the same rows side by side; one stop
    // would resolve while the other's drain goes on, and its deadline would cancel only one of them.
    this.#stopped ??= this.#shutDown();
    return this.#stopped;
  }

  async #shutDown(): Promise<void> {
    this.#stopping = true;
    // Precaution wake-idle-writer: the writer may sleep until the next row, and no row will come any more.
    this.#changed.set();
    let expired = false;
    // Precaution bound-stop: a commit may stall for ever, and stop must not.
    const deadline = setTimeout(() => {
      expired = true;
      this.#writer?.cancel();
    }, this.#stopTimeoutMs);
    try {
      // Precaution one-flush-at-a-time: a drain beside the writer's last flush writes the same rows; the second of
      // the two to commit would then take rows out of the buffer that nobody wrote.
      await taskEnd(this.#writer);
      if (this.#rows.length > 0 && !expired) {
        this.#writer = this.#startTask('drain', false, (self) => this.#drain(self));
        await taskEnd(this.#writer);
      }
    } finally {
      clearTimeout(deadline);
    }
    // Precaution report-the-rest: a flush may stall until the time is up, or be cancelled; its rows and those behind it
    // would be lost without a word.
    if (this.#rows.length > 0) this.#options.onDropped?.(this.#rows.splice(0), new StopGaveUp());
  }

  async #write(self: Task<void>): Promise<void> {
    while (!this.#stopping) {
      if (this.#rows.length > 0) {
        await this.#flush(self);
      } else {
        this.#changed.clear();
        await this.#changed.wait(self);
      }
    }
  }

  async #drain(self: Task<void>): Promise<void> {
    while (this.#rows.length > 0) await this.#flush(self);
  }

  /** Writes the oldest rows, or drops them. */
  async #flush(self: Task<void>): Promise<void> {
    // Precaution cap-batch: more rows than a transaction should hold may pile up behind a slow commit.
    const batch = this.#rows.slice(0, this.#maxBatch);
    const failure = await this.#commit(batch, self);
    // Precaution forget-after-commit: a cancellation may end the flush at any await before this line, and a row that
    // had left the buffer by then would be nowhere.
    this.#rows.splice(0, batch.length);
    if (failure === undefined) this.#options.onWritten?.(batch);
    else this.#options.onDropped?.(batch, failure.error);
  }

  async #commit(
    batch: readonly LogRow[],
    self: Task<void>,
  ): Promise<{ readonly error: unknown } | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await inTransaction(this.#store, self, async (transaction) => {
          // Precaution idempotent-insert: the reply to a commit may be lost, or its awaiter be cancelled, after the
          // rows were written; then they are written again.
          for (const row of batch) {
            const found = await self.wait(transaction.insertOnce(row.id, row));
            // Precaution charge-once: a row that was written by the attempt before has been paid for.
            if (found === 'new') await charge(transaction, row, self);
          }
        });
        return undefined;
      } catch (error) {
        if (error instanceof Cancelled) throw error;
        if (attempt === attemptsMax) return { error };
      }
      await self.sleep(retryPauseMs);
    }
  }

  #startTask(name: string, daemon: boolean, body: (self: Task<void>) => Promise<void>): Task<void> {
    const { spawn } = this.#options;
    return Task.start(name, body, { daemon, ...(spawn && { spawn }) });
  }
}
