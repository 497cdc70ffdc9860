import type { Scope } from '../../primitives/task.ts';
import { locked } from '../locking/lock.ts';
import type { Candidate } from './choose-endpoint.ts';
import { CountedUsage } from './counted-usage.ts';

/** Chooses and counts under one hold of the lock, and publishes under it too. Overbooks when all are saturated. */
export class ReservingUsage extends CountedUsage {
  override reserve(candidates: readonly Candidate[], model: string, scope: Scope): Promise<string> {
    return locked(this.parts.usageLock, scope, async () => {
      const endpoint = await this.choose(candidates, model, scope);
      await this.count(endpoint, model, scope, 1);
      await this.publish(scope);
      return endpoint;
    });
  }
}
