/** What waits end with that do not end well. */
export interface LockErrors {
  /** Those who wait, wait for each other. */
  deadlock(): Error;
  /** It took longer than it was to. */
  timeout(): Error;
}

interface Waiter {
  readonly owner: object;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  /** Whether it has looked whether the wait can end. */
  hasLooked: boolean;
}

interface Lock {
  owner: object;
  /** Whether its owner has changed what it protects, and not only locked it. */
  isWritten: boolean;
  readonly waiting: Waiter[];
}

/** Exclusive locks by name, each kept to the end of its owner's transaction; first come, first served. */
export class Locks {
  readonly #locks = new Map<string, Lock>();
  readonly #errors: LockErrors;
  readonly #deadlockTimeoutMs: number | undefined;

  /** @param deadlockTimeoutMs how long a wait lasts before it is looked whether it can end. Default: looked at once */
  constructor(errors: LockErrors, deadlockTimeoutMs?: number) {
    this.#errors = errors;
    this.#deadlockTimeoutMs = deadlockTimeoutMs;
  }

  /** Takes a lock that is free or the owner's already; says whether it could. */
  tryTake(name: string, owner: object): boolean {
    const lock = this.#locks.get(name);
    if (lock === undefined) this.#locks.set(name, { owner, isWritten: false, waiting: [] });
    return lock === undefined || lock.owner === owner;
  }

  /**
   * Waits for a lock that somebody else has. Rejects where those who wait, wait for each other, and where it takes
   * longer than `mostMs`, if that is not 0.
   */
  async wait(name: string, owner: object, mostMs = 0): Promise<void> {
    const waiting = this.#locks.get(name)?.waiting;
    const timers: NodeJS.Timeout[] = [];
    try {
      await new Promise<void>((resolve, reject) => {
        const waiter: Waiter = { owner, resolve, reject, hasLooked: false };
        waiting?.push(waiter);
        if (this.#deadlockTimeoutMs === undefined) this.#look(waiter);
        else timers.push(setTimeout(() => this.#look(waiter), this.#deadlockTimeoutMs));
        if (mostMs > 0) timers.push(setTimeout(() => this.cancel(owner, this.#errors.timeout()), mostMs));
      });
    } finally {
      for (const timer of timers) clearTimeout(timer);
    }
  }

  /** Whether this owner waits, and will until somebody else does something. */
  waits(owner: object): boolean {
    for (const { waiting } of this.#locks.values())
      if (waiting.some((waiter) => waiter.owner === owner && waiter.hasLooked)) return true;
    return false;
  }

  wrote(name: string): void {
    const lock = this.#locks.get(name);
    if (lock !== undefined) lock.isWritten = true;
  }

  /** Whether somebody else has it. */
  isTaken(name: string, owner: object): boolean {
    const lock = this.#locks.get(name);
    return lock !== undefined && lock.owner !== owner;
  }

  /** Whether somebody else has changed what it protects, and not committed it. */
  isWrittenByOthers(name: string, owner: object): boolean {
    const lock = this.#locks.get(name);
    return lock !== undefined && lock.owner !== owner && lock.isWritten;
  }

  /** Ends the wait of this owner, if it waits. */
  cancel(owner: object, error: Error): void {
    for (const { waiting } of this.#locks.values()) {
      const at = waiting.findIndex((waiter) => waiter.owner === owner);
      if (at >= 0) waiting.splice(at, 1)[0]?.reject(error);
    }
  }

  /** Gives all locks of this owner to those who wait for them. */
  release(owner: object): void {
    for (const [name, lock] of this.#locks) if (lock.owner === owner) this.#handOver(name, lock);
  }

  /** Gives one lock of this owner to whoever waits for it. */
  releaseOne(name: string, owner: object): void {
    const lock = this.#locks.get(name);
    if (lock?.owner === owner) this.#handOver(name, lock);
  }

  #handOver(name: string, lock: Lock): void {
    const next = lock.waiting.shift();
    if (next === undefined) {
      this.#locks.delete(name);
      return;
    }
    lock.owner = next.owner;
    lock.isWritten = false;
    next.resolve();
  }

  /** Looks whether the wait can end. */
  #look(waiter: Waiter): void {
    waiter.hasLooked = true;
    if (this.#isInCycle(waiter.owner)) this.cancel(waiter.owner, this.#errors.deadlock());
  }

  #isInCycle(owner: object): boolean {
    const seen = new Set<object>();
    for (let at: object | undefined = owner; at !== undefined && !seen.has(at);) {
      seen.add(at);
      at = this.#ownerWaitedForBy(at);
      if (at === owner) return true;
    }
    return false;
  }

  #ownerWaitedForBy(waiter: object): object | undefined {
    for (const { owner, waiting } of this.#locks.values())
      if (waiting.some((one) => one.owner === waiter)) return owner;
    return undefined;
  }
}
