import type { BreakerEnvironment, BreakerOptions } from './circuit-breaker.ts';
import { FailureRatioBreaker, tableCell } from './failure-ratio-breaker.ts';
import { upstreamErrors } from './sequential.ts';
import type { RingId } from './shared-ring.ts';

/**
 * A table without a lock of its own, Go's `sync.Map` ([circuit-breaker-pr], the last review and `loadtracker.go` as it was
 * merged): a ring that is missing is stored only if nobody else was faster.
 */
export class LoadOrStore extends FailureRatioBreaker {
  protected override readonly tableAccess = 'atomic';

  constructor(env: BreakerEnvironment, options: BreakerOptions = {}) {
    super(env, options, upstreamErrors);
  }

  protected async findOrCreate(model: string): Promise<RingId> {
    const found = await this.find(model);
    return found ?? this.memory.loadOrStore(tableCell(model), this.newRing(model));
  }
}
