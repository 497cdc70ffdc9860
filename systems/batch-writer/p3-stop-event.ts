import { Event } from '../primitives/event.ts';
import { type Scope, Task } from '../primitives/task.ts';
import type { LogRow } from './ports.ts';
import { QueuedWriter } from './queued-writer.ts';
import { taskEnd } from './task-end.ts';

/**
 * The fix ([batch-writer-pr], `log_writer.py` as it changes it). Stop sets an event and waits for the task, which finishes its flush and then flushes the rest in one go.
 * After `stopTimeoutMs` stop cancels the task, and waits for its end all the same.
 */
export class StopEventWriter extends QueuedWriter {
  readonly #stopping = new Event();
  /** Rows that a get has taken, and the loop has not. */
  #inHand = 0;

  override get size(): number {
    return this.#inHand + this.queue.size;
  }

  async stop(): Promise<void> {
    if (this.task === undefined) return;
    this.#stopping.set();
    const timeout = setTimeout(() => this.task?.cancel(), this.stopTimeoutMs);
    try {
      await taskEnd(this.task);
    } finally {
      clearTimeout(timeout);
    }
  }

  protected async run(self: Task<void>): Promise<void> {
    try {
      while (!this.#stopping.isSet) {
        const batch = await this.#collect(self);
        if (batch.length > 0) await this.flush(batch, self);
      }
    } finally {
      await this.flushAll(self);
    }
  }

  /**
   * Waits for the first row, or the stop event, or the interval to pass, whichever comes first; then takes what is there.
   * A row that the get has taken goes with it when the task is cancelled before it resumes.
   */
  async #collect(self: Task<void>): Promise<LogRow[]> {
    let inHand = 0;
    const count = (by: 1 | -1): void => {
      inHand += by;
      this.#inHand += by;
    };
    const get = Task.start<LogRow>('writer.get', async (inner) => {
      const row = await this.queue.get(inner);
      count(1);
      return row;
    });
    const stopping = Task.start('writer.stopping', async (inner) => this.#stopping.wait(inner));
    try {
      await firstSettled(self, [get, stopping], this.flushIntervalMs);
    } catch (error) {
      if (inHand > 0) count(-1);
      throw error;
    } finally {
      get.cancel();
      stopping.cancel();
    }
    // A get that was done before it could be cancelled has taken its row out of the queue.
    const [first] = await Promise.allSettled([get.result]);
    if (first.status === 'rejected') return this.takeUpTo(this.maxBatch);
    count(-1);
    this.queue.taskDone();
    return [first.value, ...this.takeUpTo(this.maxBatch - 1)];
  }
}

/**
 * Waits until one of the tasks has settled, at most so long (milliseconds), and resumes in a later turn, as
 * `asyncio.wait` does. The tasks go on.
 */
async function firstSettled(scope: Scope, tasks: readonly Task<unknown>[], timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const first = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
    const wake = (): void => {
      if (!isOver) setImmediate(resolve);
      isOver = true;
    };
    for (const task of tasks) task.result.then(wake, wake);
  });
  try {
    await scope.wait(first);
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}
