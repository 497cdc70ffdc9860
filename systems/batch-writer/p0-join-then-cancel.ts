import { type Task } from '../primitives/task.ts';
import type { LogRow } from './ports.ts';
import { QueuedWriter } from './queued-writer.ts';

/**
 * The first batch writer: waits up to `flushIntervalMs` after the first row for a fuller batch. Stop waits, without
 * limit, until every row put so far was flushed, then cancels the task. It can be started again.
 */
export class JoinThenCancelWriter extends QueuedWriter {
  /** Rows that wait outside the queue for a fuller batch. */
  #gathered: readonly LogRow[] = [];

  override get size(): number {
    return this.#gathered.length + this.queue.size;
  }

  async stop(): Promise<void> {
    if (this.task === undefined) return;
    await this.queue.join();
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
