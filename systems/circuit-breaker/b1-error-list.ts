import type { BreakerEnvironment, BreakerOptions, CallRecord } from './circuit-breaker.ts';
import { Gateway } from './gateway.ts';
import type { Key } from './ports.ts';
import {
  errorRunRule,
  errorRunSettings,
  type Ring,
  type SequentialRule,
  timeoutsAndRateLimits,
} from './sequential.ts';

const errorsCell = (model: string): Key<Ring> => `errors(${model})`;

/**
 * Keeps the errors of each model in a list that is replaced by a longer copy, without a lock, in a plain map that several
 * goroutines read and write ([circuit-breaker-pr], first review: "inherently going to run into data races"; the first
 * commit of `modelsloadtracker.go`). Any other status empties the list: `record`, there.
 */
export class ErrorList extends Gateway {
  readonly #rule: SequentialRule<Ring>;

  constructor(env: BreakerEnvironment, options: BreakerOptions = {}) {
    super(env, options);
    this.#rule = errorRunRule(errorRunSettings(options));
  }

  async isAvailable(model: string, at: number = Date.now()): Promise<boolean> {
    return this.#rule.isAvailable(await this.records(model), at);
  }

  async record(model: string, status: number, at: number = Date.now()): Promise<void> {
    const known = timeoutsAndRateLimits.has(status) ? await this.records(model) : this.#rule.initial;
    await this.memory.store(errorsCell(model), this.#rule.record(known, { status, at }));
  }

  async records(model: string): Promise<readonly CallRecord[]> {
    return (await this.memory.load(errorsCell(model))) ?? this.#rule.initial;
  }
}
