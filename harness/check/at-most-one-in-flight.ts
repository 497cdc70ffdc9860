import type { CheckResult } from '../core/finding.ts';
import { type Levels, neverAbove } from './concurrency.ts';
import { refreshKinds } from './refreshes.ts';

export const inFlightKinds = { 'duplicate-refresh': refreshKinds['duplicate-refresh'] } as const;

/**
 * Of each key at most one was in flight at a time: `at-most-one-in-flight`.
 * @param what one of them is called in the message
 */
export function atMostOneInFlight(inFlight: Levels, what = 'fetch'): CheckResult {
  return neverAbove(
    inFlight,
    1,
    'at-most-one-in-flight',
    'duplicate-refresh',
    (key, most) => `${most} of ${what} ${key} were in flight at once`,
  );
}
