/** A read-write lock among threads: first come, first served; a writer that waits keeps later readers out. */
export class MemoryLock {
  #readers = 0;
  #writing = false;
  readonly #waiting: { readonly exclusive: boolean; go(): void }[] = [];

  /** Nothing when it is free, else a promise for when it was handed over. */
  take(exclusive: boolean): Promise<void> | undefined {
    const free = !this.#writing && this.#waiting.length === 0 && (!exclusive || this.#readers === 0);
    if (!free) return new Promise((go) => void this.#waiting.push({ exclusive, go }));
    this.#grant(exclusive);
    return undefined;
  }

  release(exclusive: boolean): void {
    if (exclusive ? !this.#writing : this.#readers === 0) throw new Error('the lock is not held');
    if (exclusive) this.#writing = false;
    else this.#readers -= 1;
    for (;;) {
      const next = this.#waiting[0];
      if (next === undefined || this.#writing || (next.exclusive && this.#readers > 0)) return;
      this.#waiting.shift();
      this.#grant(next.exclusive);
      next.go();
    }
  }

  #grant(exclusive: boolean): void {
    if (exclusive) this.#writing = true;
    else this.#readers += 1;
  }
}
