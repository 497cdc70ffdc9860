import type { BreakerEnvironment, BreakerOptions } from './circuit-breaker.ts';
import { FailureRatioBreaker, tableCell } from './failure-ratio-breaker.ts';
import { upstreamErrors } from './sequential.ts';
import type { RingId } from './shared-ring.ts';

/** The final variant, but for one thing: looking and storing are two accesses. */
export class LoadThenStore extends FailureRatioBreaker {
  protected override readonly tableAccess = 'atomic';

  constructor(env: BreakerEnvironment, options: BreakerOptions = {}) {
    super(env, options, upstreamErrors);
  }

  protected async findOrCreate(model: string): Promise<RingId> {
    const found = await this.find(model);
    if (found !== undefined) return found;
    const ring = this.newRing(model);
    await this.memory.store(tableCell(model), ring, this.tableAccess);
    return ring;
  }
}
