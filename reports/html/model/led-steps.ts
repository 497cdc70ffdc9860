import { accessesHere } from '../../accesses.ts';
import { causalSlice } from '../../causal-slice.ts';
import { isExceptional } from '../../exceptional.ts';
import type { FailureFacts } from './failure-detail.ts';

/**
 * Numbers of the steps that matter: those that the damage rests on, the accesses of the cause in data where that is
 * known, what the schedule made so, where the first other value came, and what led to any of these. Exact with a cause
 * in data, else all that the events allow.
 */
export function ledSteps({
  steps,
  data,
  damage = [],
  violatingStep,
  passing,
}: Pick<FailureFacts, 'steps' | 'data' | 'damage' | 'violatingStep' | 'passing'>): readonly number[] {
  const accesses = data === undefined ? [] : accessesHere(data).map(({ step }) => step);
  const exceptional = steps.filter(isExceptional).map(({ step }) => step);
  const labelled = damage.map(({ step }) => step);
  const differing = passing?.difference?.failingStep ?? violatingStep;
  const from = [violatingStep, ...labelled, ...accesses, ...exceptional, differing];
  return causalSlice(steps, from, data !== undefined);
}
