import type { Schedule } from '../schedule/exceptions.ts';
import type { TraceStep } from './step.ts';

/** Each held event with what it was held for. */
export function withHolds(
  steps: readonly TraceStep[],
  schedule: Schedule,
  stepsMax: number,
): readonly TraceStep[] {
  const holds = new Map<string, string>();
  for (const exception of schedule)
    if (exception.type === 'hold') holds.set(exception.event, exception.until);
  return steps.slice(0, stepsMax).map((step) => {
    const heldUntil = holds.get(step.event);
    return heldUntil === undefined ? step : { ...step, heldUntil };
  });
}
