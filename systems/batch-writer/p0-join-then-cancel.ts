import type { Scope, Task } from '../primitives/task.ts';
import { nextTurn } from '../primitives/turn.ts';
import type { LogRow, LogTransaction } from './ports.ts';
import { QueuedWriter } from './queued-writer.ts';

/**
 * The first batch writer: waits up to `flushIntervalMs` after the first row for a fuller batch. Stop waits, without
 * limit, until every row put so far was flushed, then cancels the task. It can be started again. ([any-llm],
 * `gateway/services/log_writer.py`.)
 */
export class JoinThenCancelWriter extends QueuedWriter {
  /** Rows that wait outside the queue for a fuller batch. */
  #gathered: readonly LogRow[] = [];

  override get size(): number {
    return this.#gathered.length + this.queue.size;
  }

  /** Does nothing where it was started already. */
  override start(): void {
    if (this.task === undefined) super.start();
  }

  async stop(): Promise<void> {
    if (this.task === undefined) return;
    if (this.queue.unfinished > 0) {
      await this.queue.join();
      // A row that is put between join's wake-up and this is gathered, or queued, and then nobody's.
      await nextTurn();
    }
    await this.cancelTask();
    this.task = undefined;
  }

  protected async run(self: Task<void>): Promise<void> {
    for (;;) {
      const batch = await this.#gather(self);
      try {
        await this.flush(batch, self);
      } finally {
        for (const _ of batch) this.queue.taskDone();
      }
    }
  }

  /** Adds the rows, then what they cost, summed by user (`_persist_entries`). */
  protected override async write(
    batch: readonly LogRow[],
    transaction: LogTransaction,
    scope: Scope,
  ): Promise<void> {
    for (const row of batch) await scope.wait(transaction.insert(row));
    const spent = new Map<string, number>();
    for (const { charge } of batch) {
      if (charge !== undefined) spent.set(charge.user, (spent.get(charge.user) ?? 0) + charge.cost);
    }
    for (const [user, cost] of spent) await scope.wait(transaction.charge?.(user, cost) ?? Promise.resolve());
  }

  async #gather(self: Task<void>): Promise<LogRow[]> {
    const batch = [await this.queue.get(self)];
    this.#gathered = batch;
    try {
      const deadline = Date.now() + this.flushIntervalMs;
      while (batch.length < this.maxBatch) {
        const remainingMs = deadline - Date.now();
        if (remainingMs <= 0) break;
        const row = await this.nextRow(self, remainingMs);
        if (row === undefined) break;
        batch.push(row);
      }
      return batch;
    } finally {
      this.#gathered = [];
    }
  }
}
