import type { CheckResult } from '../core/finding.ts';
import { type Levels, neverAbove } from './concurrency.ts';

export const limitKinds = {
  'limit-exceeded': 'More ran at once than the limit allows.',
} as const;

/** No key ever had more than `limit`: `within-limit`. */
export function withinLimit(gauge: Levels, limit: number): CheckResult {
  return neverAbove(
    gauge,
    limit,
    'within-limit',
    'limit-exceeded',
    (key, most) => `${key} had ${most} at once, its limit is ${limit}`,
  );
}
