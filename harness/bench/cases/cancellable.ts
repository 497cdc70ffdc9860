import { Cancelled } from './cancelled.ts';

/** The awaits of one task: cancelling rejects the one at which the task is suspended. */
export class Cancellable {
  #reject: ((reason: unknown) => void) | undefined;

  wait<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#reject = reject;
      promise.then(
        (value) => {
          this.#reject = undefined;
          resolve(value);
        },
        (reason: unknown) => {
          this.#reject = undefined;
          reject(reason);
        },
      );
    });
  }

  cancel(): void {
    const reject = this.#reject;
    this.#reject = undefined;
    reject?.(new Cancelled());
  }
}

/** Waits for a task that may have been cancelled. */
export async function settled(task: Promise<void>): Promise<void> {
  try {
    await task;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
  }
}
