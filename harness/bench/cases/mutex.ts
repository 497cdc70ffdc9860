/** A fair lock that does not suspend whoever finds it free. */
export class Mutex {
  #locked = false;
  readonly #waiters: (() => void)[] = [];

  /** Takes the lock, or returns what to await until it is handed over. */
  acquire(): Promise<void> | undefined {
    if (this.#locked) return new Promise((resolve) => this.#waiters.push(resolve));
    this.#locked = true;
    return undefined;
  }

  release(): void {
    const next = this.#waiters.shift();
    if (next === undefined) this.#locked = false;
    else next();
  }

  async run<T>(critical: () => Promise<T>): Promise<T> {
    const queued = this.acquire();
    if (queued !== undefined) await queued;
    try {
      return await critical();
    } finally {
      this.release();
    }
  }
}
