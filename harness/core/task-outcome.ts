import type { Task } from './task.ts';

const ignore = (): void => {};

/** A promise of what becomes of a task. */
export class TaskOutcome {
  readonly promise: Promise<unknown>;
  #resolve = (_value: unknown): void => {};
  #reject = (_reason: unknown): void => {};

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** @param matters whether a rejection that nobody handles is to be seen by the run */
  settleAs({ status, value, reason }: Pick<Task, 'status' | 'value' | 'reason'>, matters: boolean): void {
    if (status === 'fulfilled') {
      this.#resolve(value);
      return;
    }
    if (!matters) this.promise.catch(ignore);
    this.#reject(reason);
  }
}
