import { SharedMemory, type Sim } from 'heddle';

const ACCESS_MS = 1;

/** Shared memory in which each access takes a millisecond, and which knows how long locks were waited for. */
export class MeteredMemory extends SharedMemory {
  /** How often a lock was not free. */
  waits = 0;
  /** How long in all. */
  waitMs = 0;
  readonly #sim: Pick<Sim, 'nowMs'>;

  constructor(sim: Sim) {
    const each = [ACCESS_MS, ACCESS_MS] as const;
    super(sim, {
      latencyMs: {
        load: each,
        store: each,
        loadOrStore: each,
        lock: each,
        unlock: each,
        readLock: each,
        readUnlock: each,
      },
    });
    this.#sim = sim;
  }

  forget(): void {
    this.waits = 0;
    this.waitMs = 0;
  }

  override lock(name: string): Promise<void> {
    return this.#metered(super.lock(name));
  }

  override readLock(name: string): Promise<void> {
    return this.#metered(super.readLock(name));
  }

  async #metered(taken: Promise<void>): Promise<void> {
    const beganMs = this.#sim.nowMs;
    await taken;
    const waitedMs = this.#sim.nowMs - beganMs - ACCESS_MS;
    if (waitedMs <= 0) return;
    this.waits += 1;
    this.waitMs += waitedMs;
  }
}
