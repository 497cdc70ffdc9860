import type { DataCause, TraceStep } from '../harness/result.ts';
import { accessesHere } from './accesses.ts';

/**
 * The numbers of the steps on which a cause in data rests, most telling first: those of its accesses, then those that
 * led to them, each event's creation before what led to that.
 */
export function causalSlice(
  steps: readonly TraceStep[],
  data: Pick<DataCause, 'accesses'>,
): readonly number[] {
  const createdAt = new Map(steps.map((step) => [step.step, step.createdAt]));
  const slice = new Set(accessesHere(data).map(({ step }) => step));
  // A set is walked in the order in which it grows.
  for (const step of slice) {
    const origin = createdAt.get(step);
    if (origin !== undefined && origin > 0 && origin < step) slice.add(origin);
  }
  return [...slice];
}
