import type { BreakerEnvironment, BreakerOptions, CallRecord } from './circuit-breaker.ts';
import { Gateway } from './gateway.ts';
import { locked } from './locked.ts';
import type { Key } from './ports.ts';
import { type ErrorRunSettings, errorRunSettings, isRecent, timeoutsAndRateLimits } from './sequential.ts';
import { append, RingAllocator, type RingId, ringRecords, slots } from './shared-ring.ts';

const tableCell = (model: string): Key<RingId> => `table(${model})`;

/**
 * A ring of errors per model, replaced by nothing after a success. Writing takes the one lock, checking takes none, of the
 * map neither ([circuit-breaker-pr], second review, and its `modelsloadtracker.go`).
 */
export class RingOfErrors extends Gateway {
  readonly #settings: ErrorRunSettings;
  readonly #rings = new RingAllocator();

  constructor(env: BreakerEnvironment, options: BreakerOptions = {}) {
    super(env, options);
    this.#settings = errorRunSettings(options);
  }

  async isAvailable(model: string, at?: number): Promise<boolean> {
    const ring = await this.memory.load(tableCell(model));
    if (ring === undefined) return true;
    const now = at ?? Date.now();
    const { errorThreshold, windowMs } = this.#settings;
    for await (const record of slots(this.memory, ring, errorThreshold)) {
      if (record === undefined || !isRecent(record, now, windowMs)) return true;
    }
    return false;
  }

  async record(model: string, status: number, at: number = Date.now()): Promise<void> {
    await locked(this.memory, 'table', async () => {
      if (!timeoutsAndRateLimits.has(status)) {
        await this.memory.store(tableCell(model), undefined);
        return;
      }
      const ring = (await this.memory.load(tableCell(model))) ?? this.#rings.allocate(model);
      await append(this.memory, ring, this.#settings.errorThreshold, { status, at });
      await this.memory.store(tableCell(model), ring);
    });
  }

  async records(model: string): Promise<readonly CallRecord[]> {
    const ring = await this.memory.load(tableCell(model));
    return ring === undefined ? [] : ringRecords(this.memory, ring, this.#settings.errorThreshold);
  }
}
