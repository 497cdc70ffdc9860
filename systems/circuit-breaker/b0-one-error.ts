import { ErrorList } from './b1-error-list.ts';
import type { BreakerEnvironment, BreakerOptions } from './circuit-breaker.ts';

/** One error within the window makes a model unavailable. */
export class OneError extends ErrorList {
  constructor(env: BreakerEnvironment, options: BreakerOptions = {}) {
    super(env, { ...options, errorThreshold: 1 });
  }
}
