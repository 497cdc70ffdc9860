import { hrtime } from '../core/real-time.ts';
import type { ExploreOptions } from './explore-options.ts';
import type { Statistics } from './statistics.ts';

/**
 * Whether a budget other than the number of runs is used up. Of these, only real time depends on the machine, and it
 * leaves one run at least.
 */
export function budgetOf(statistics: Statistics, options: ExploreOptions): () => boolean {
  const { signal, failuresMax = Infinity, timeLimitMs = Infinity, virtualLimitMs = Infinity } = options;
  const startedAt = hrtime();
  return () =>
    signal?.aborted === true ||
    statistics.failures.size >= failuresMax ||
    statistics.virtualMs >= virtualLimitMs ||
    (timeLimitMs !== Infinity &&
      statistics.schedules > 0 &&
      Number(hrtime() - startedAt) >= timeLimitMs * 1e6);
}
