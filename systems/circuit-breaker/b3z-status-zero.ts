import { FailureRatio } from './b3-failure-ratio.ts';
import type { BreakerEnvironment, BreakerOptions } from './circuit-breaker.ts';
import { upstreamErrors } from './sequential.ts';

/** The final variant's failures, and no response at all: which a cancelled call is, too. */
export const upstreamErrorsAndSilence: ReadonlySet<number> = new Set([...upstreamErrors, 0]);

/** Counts status 0 as a failure. */
export class StatusZero extends FailureRatio {
  constructor(env: BreakerEnvironment, options: BreakerOptions = {}) {
    super(env, options, upstreamErrorsAndSilence);
  }
}
