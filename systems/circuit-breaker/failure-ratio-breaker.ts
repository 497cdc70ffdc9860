import type { BreakerEnvironment, BreakerOptions, CallRecord } from './circuit-breaker.ts';
import { Gateway } from './gateway.ts';
import { locked, readLocked } from './locked.ts';
import type { Key, MemoryAccess } from './ports.ts';
import { type FailureRatioSettings, failureRatioSettings, ratioOf } from './sequential.ts';
import { append, RingAllocator, type RingId, ringLock, ringRecords } from './shared-ring.ts';

/** Where the table says which ring a model has. */
export const tableCell = (model: string): Key<RingId> => `table(${model})`;

/**
 * A ring of the last calls per model, each with its own read-write lock, found through a table. How a model
 * that is not in the table gets its ring is what the variants differ in.
 */
export abstract class FailureRatioBreaker extends Gateway {
  readonly #settings: FailureRatioSettings;
  readonly #rings = new RingAllocator();
  /** How the table is accessed: a plain map, unless the variant has another. */
  protected readonly tableAccess: MemoryAccess = 'plain';

  constructor(env: BreakerEnvironment, options: BreakerOptions, failures: ReadonlySet<number>) {
    super(env, options);
    this.#settings = failureRatioSettings(options, failures);
  }

  /** Finds the ring of a model, or makes it. */
  protected abstract findOrCreate(model: string): Promise<RingId>;

  async isAvailable(model: string, at?: number): Promise<boolean> {
    const ring = await this.find(model);
    if (ring === undefined) return true;
    const now = at ?? Date.now();
    const { failureRatio, windowMs, failures } = this.#settings;
    return ratioOf(await this.#read(ring), now, windowMs, failures) < failureRatio;
  }

  async record(model: string, status: number, at: number = Date.now()): Promise<void> {
    const ring = await this.findOrCreate(model);
    await locked(this.memory, ringLock(ring), () =>
      append(this.memory, ring, this.#settings.maxRecords, { status, at }),
    );
  }

  async records(model: string): Promise<readonly CallRecord[]> {
    const ring = await this.find(model);
    return ring === undefined ? [] : this.#read(ring);
  }

  protected find(model: string): Promise<RingId | undefined> {
    return this.memory.load(tableCell(model), this.tableAccess);
  }

  protected newRing(model: string): RingId {
    return this.#rings.allocate(model);
  }

  #read(ring: RingId): Promise<readonly CallRecord[]> {
    return readLocked(this.memory, ringLock(ring), () =>
      ringRecords(this.memory, ring, this.#settings.maxRecords),
    );
  }
}
