import { Cancelled, type Scope, type Task } from '../primitives/task.ts';
import type { LogRow } from './ports.ts';
import { QueuedWriter } from './queued-writer.ts';

/**
 * The batch writer before the fix. Stop cancels the task wherever it is, then flushes what is still in the queue.
 * A row is out of the queue from the moment its batch is collected.
 */
export class CancelOnStopWriter extends QueuedWriter {
  async stop(): Promise<void> {
    await this.cancelTask();
    await this.flushAll();
  }

  protected async run(self: Task<void>): Promise<void> {
    try {
      for (;;) {
        const batch = await this.#collect(self);
        if (batch.length > 0) await this.flushBatch(batch, self);
      }
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
    }
  }

  protected flushBatch(batch: readonly LogRow[], scope: Scope): Promise<void> {
    return this.flush(batch, scope);
  }

  /** Waits for the first row; the interval is a poll, not a linger. */
  async #collect(self: Task<void>): Promise<LogRow[]> {
    const first = await this.nextRow(self, this.flushIntervalMs);
    if (first === undefined) return [];
    this.queue.taskDone();
    return [first, ...this.takeUpTo(this.maxBatch - 1)];
  }
}
