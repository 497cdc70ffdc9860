import type { CheckResult } from '../core/finding.ts';
import { type Levels, neverAbove } from './concurrency.ts';

export const mutualExclusionKinds = {
  'mutual-exclusion': 'Two were inside at the same time.',
} as const;

/** Of each key at most one was inside at a time: `mutual-exclusion`. The gauge is entered and left by the holders. */
export function mutualExclusion(inside: Levels): CheckResult {
  return neverAbove(
    inside,
    1,
    'mutual-exclusion',
    'mutual-exclusion',
    (key, most) => `${most} were inside ${key} at once`,
  );
}
