import { Queue } from '../primitives/queue.ts';
import { Cancelled, type Scope, type Spawn, Task, uncancellable } from '../primitives/task.ts';
import { TimedOut, withTimeout } from '../primitives/timeout.ts';
import type { LogWriter, LogWriterOptions } from './log-writer.ts';
import type { LogRow, LogStore, LogTransaction } from './ports.ts';
import { taskEnd } from './task-end.ts';
import { inTransaction, insertAndCharge } from './transaction.ts';

/** What the batch writers of the originals have in common: a queue, and a background task that flushes it. */
export abstract class QueuedWriter implements LogWriter {
  protected readonly queue = new Queue<LogRow>();
  protected readonly maxBatch: number;
  protected readonly flushIntervalMs: number;
  protected readonly stopTimeoutMs: number;
  protected readonly spawn: Spawn | undefined;
  protected task: Task<void> | undefined;
  readonly #store: LogStore;
  readonly #onDropped: NonNullable<LogWriterOptions['onDropped']>;
  readonly #onWritten: NonNullable<LogWriterOptions['onWritten']>;

  constructor(store: LogStore, options: LogWriterOptions = {}) {
    this.#store = store;
    this.maxBatch = options.maxBatch ?? 100;
    this.flushIntervalMs = options.flushIntervalMs ?? 1000;
    this.stopTimeoutMs = options.stopTimeoutMs ?? 10_000;
    this.spawn = options.spawn;
    this.#onDropped = options.onDropped ?? (() => {});
    this.#onWritten = options.onWritten ?? (() => {});
  }

  get size(): number {
    return this.queue.size;
  }

  /** As in [otari], `start`: a second loop beside the first, which nobody knows of any more. */
  start(): void {
    this.task = this.startTask('writer', (self) => this.run(self));
  }

  put(row: LogRow): void {
    this.queue.put(row);
  }

  abstract stop(): Promise<void>;

  /** The body of the background task. */
  protected abstract run(self: Task<void>): Promise<void>;

  protected startTask(name: string, body: (self: Task<void>) => Promise<void>): Task<void> {
    return Task.start(name, body, { daemon: true, ...(this.spawn && { spawn: this.spawn }) });
  }

  /** Cancels the background task, if there is one, and waits for its end. */
  protected async cancelTask(): Promise<void> {
    this.task?.cancel();
    await taskEnd(this.task);
  }

  /** Waits for a row, at most so long (milliseconds); then there is none. */
  protected async nextRow(scope: Scope, timeoutMs: number): Promise<LogRow | undefined> {
    try {
      return await withTimeout(scope, timeoutMs, (limited) => this.queue.get(limited));
    } catch (error) {
      if (error instanceof TimedOut) return undefined;
      throw error;
    }
  }

  /**
   * Writes a batch in one transaction. A batch that the database refuses is dropped and reported; one whose flush is
   * cancelled is rolled back, and nobody is told.
   */
  protected async flush(batch: readonly LogRow[], scope: Scope): Promise<void> {
    try {
      await inTransaction(this.#store, scope, async (transaction) => {
        await this.write(batch, transaction, scope);
      });
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      this.#onDropped(batch, error);
      return;
    }
    this.#onWritten(batch);
  }

  /** Puts the rows of a batch into its transaction. */
  protected async write(batch: readonly LogRow[], transaction: LogTransaction, scope: Scope): Promise<void> {
    for (const row of batch) await insertAndCharge(transaction, row, scope);
  }

  /** Writes everything that is in the queue, in one batch however large. */
  protected async flushAll(scope: Scope = uncancellable): Promise<void> {
    const rest = this.takeUpTo(Infinity);
    if (rest.length > 0) await this.flush(rest, scope);
  }

  /** Takes what is in the queue, without waiting, and says at once that it has been dealt with. */
  protected takeUpTo(count: number): LogRow[] {
    const rows: LogRow[] = [];
    while (rows.length < count) {
      const row = this.queue.getNow();
      if (row === undefined) break;
      this.queue.taskDone();
      rows.push(row);
    }
    return rows;
  }
}
