import { causalSlice } from '../../causal-slice.ts';
import { isExceptional } from '../../exceptional.ts';
import type { FailureDetail } from './failure-detail.ts';

/**
 * Numbers of the steps that stay strong where the cause in data is marked: those of its accesses, those that led to
 * them, what the schedule made so, and the one that breaks the invariant.
 */
export function ledSteps({ steps, data, violatingStep }: FailureDetail): ReadonlySet<number> {
  if (data === undefined) return new Set();
  const exceptional = steps.filter(isExceptional).map(({ step }) => step);
  return new Set([...causalSlice(steps, data), ...exceptional, violatingStep]);
}
