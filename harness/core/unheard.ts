/**
 * Rejections that nobody handles so far, and may yet. Node would end the process at once; but the promise of a task is
 * none of the code under test, and who waits for it may only start when the task has long failed.
 */
export class Unheard {
  /** Whether all promises may find a handler in a later step, and not those of tasks alone. */
  isPatient = false;
  readonly #reports = new Map<Promise<unknown>, () => void>();

  /** @param report tells of it, if nobody handles it to the end */
  add(promise: Promise<unknown>, report: () => void): void {
    this.#reports.set(promise, report);
  }

  /** Somebody handles it after all. */
  remove(promise: Promise<unknown>): void {
    this.#reports.delete(promise);
  }

  /** Reports those that nobody has handled to the end. */
  report(): void {
    for (const report of this.#reports.values()) report();
  }
}
