import type { BreakerEnvironment, BreakerOptions } from './circuit-breaker.ts';
import { FailureRatioBreaker, tableCell } from './failure-ratio-breaker.ts';
import { locked, readLocked } from './locked.ts';
import { timeoutsAndRateLimits } from './sequential.ts';
import type { RingId } from './shared-ring.ts';

/**
 * Looks under a read lock and takes the write lock only to create, as the review words it: the suggestion does
 * not say to look again once the write lock is held, and this variant does not.
 */
export class ReadLockFirst extends FailureRatioBreaker {
  constructor(env: BreakerEnvironment, options: BreakerOptions = {}) {
    super(env, options, timeoutsAndRateLimits);
  }

  protected async findOrCreate(model: string): Promise<RingId> {
    const found = await readLocked(this.memory, 'table', () => this.find(model));
    if (found !== undefined) return found;
    return locked(this.memory, 'table', async () => {
      const ring = this.newRing(model);
      await this.memory.store(tableCell(model), ring);
      return ring;
    });
  }
}
