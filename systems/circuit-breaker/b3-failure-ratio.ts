import type { BreakerEnvironment, BreakerOptions } from './circuit-breaker.ts';
import { FailureRatioBreaker, tableCell } from './failure-ratio-breaker.ts';
import { locked } from './locked.ts';
import { timeoutsAndRateLimits } from './sequential.ts';
import type { RingId } from './shared-ring.ts';

/**
 * Every record takes the table's lock to find its ring, and stores it again whether or not it was there; the availability
 * check reads the same plain map without the lock (`loadtracker.go`, before the last review of [circuit-breaker-pr]).
 */
export class FailureRatio extends FailureRatioBreaker {
  constructor(
    env: BreakerEnvironment,
    options: BreakerOptions = {},
    failures: ReadonlySet<number> = timeoutsAndRateLimits,
  ) {
    super(env, options, failures);
  }

  protected findOrCreate(model: string): Promise<RingId> {
    return locked(this.memory, 'table', async () => {
      const ring = (await this.find(model)) ?? this.newRing(model);
      await this.memory.store(tableCell(model), ring);
      return ring;
    });
  }
}
