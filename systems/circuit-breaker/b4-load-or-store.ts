import type { BreakerEnvironment, BreakerOptions } from './circuit-breaker.ts';
import { FailureRatioBreaker, tableCell } from './failure-ratio-breaker.ts';
import { upstreamErrors } from './sequential.ts';
import type { RingId } from './shared-ring.ts';

/** A table without a lock of its own: a ring that is missing is stored only if nobody else was faster. */
export class LoadOrStore extends FailureRatioBreaker {
  constructor(env: BreakerEnvironment, options: BreakerOptions = {}) {
    super(env, options, upstreamErrors);
  }

  protected async findOrCreate(model: string): Promise<RingId> {
    const found = await this.find(model);
    return found ?? this.memory.loadOrStore(tableCell(model), this.newRing(model));
  }
}
