import { RingOfErrors } from './b2-ring-of-errors.ts';
import type { BreakerEnvironment, BreakerOptions } from './circuit-breaker.ts';

/**
 * One error within the window makes a model unavailable: what the comment of `isModelAvailable` says in the commit of the
 * ring of errors ([circuit-breaker-pr], second review, which finds it too sensitive), at its word. The rest is that commit's:
 * one lock for records, none for checks, and a status that is no error empties the ring (`record`: "it resets the error
 * records for the given model").
 */
export class OneError extends RingOfErrors {
  constructor(env: BreakerEnvironment, options: BreakerOptions = {}) {
    super(env, { ...options, errorThreshold: 1 });
  }
}
