import type { Run } from './run.ts';
import type { Task } from './task.ts';
import { reportRejectedTask } from './uncaught.ts';

/** A rejection of the promise of a task, which its author may yet ask for. */
interface Unheard {
  readonly task: Task;
  readonly reason: unknown;
  readonly step: number;
}

/**
 * Rejected promises of tasks that nobody handles. Node would end the process at once; but those are no promises of the
 * code under test, and who waits for one may only start when the task has long failed.
 */
export class UnheardTasks {
  readonly #byPromise = new Map<Promise<unknown>, Unheard>();

  add(promise: Promise<unknown>, unheard: Unheard): void {
    this.#byPromise.set(promise, unheard);
  }

  /** Somebody handles it after all. */
  remove(promise: Promise<unknown>): void {
    this.#byPromise.delete(promise);
  }

  /** Reports those that nobody has handled to the end. */
  report(run: Run): void {
    for (const { task, reason, step } of this.#byPromise.values())
      reportRejectedTask(run, task, reason, step);
  }
}
