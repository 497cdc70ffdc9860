import { Event } from '../primitives/event.ts';
import { type Scope, Task } from '../primitives/task.ts';
import type { LogRow } from './ports.ts';
import { QueuedWriter } from './queued-writer.ts';
import { taskEnd } from './task-end.ts';

/**
 * The fix. Stop sets an event and waits for the task, which finishes its flush and then flushes the rest in one go.
 * After `stopTimeoutMs` stop cancels the task, and waits for its end all the same.
 */
export class StopEventWriter extends QueuedWriter {
  readonly #stopping = new Event();

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

  /** Waits for the first row, or the stop event, or the interval to pass, whichever comes first. */
  async #collect(self: Task<void>): Promise<LogRow[]> {
    const get = Task.start<LogRow>('writer.get', (inner) => this.queue.get(inner));
    const stopping = Task.start('writer.stopping', async (inner) => this.#stopping.wait(inner));
    try {
      await firstSettled(self, [get, stopping], this.flushIntervalMs);
    } finally {
      get.cancel();
      stopping.cancel();
    }
    // A get that was done before it could be cancelled has taken its row out of the queue.
    const [first] = await Promise.allSettled([get.result]);
    if (first.status === 'rejected') return [];
    this.queue.taskDone();
    return [first.value, ...this.takeUpTo(this.maxBatch - 1)];
  }
}

/** Waits until one of the tasks has settled, at most so long (milliseconds). The tasks go on. */
async function firstSettled(scope: Scope, tasks: readonly Task<unknown>[], timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const first = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
    for (const task of tasks)
      task.result.then(
        () => resolve(),
        () => resolve(),
      );
  });
  try {
    await scope.wait(first);
  } finally {
    clearTimeout(timer);
  }
}
