import type { ReportedFinding, TraceStep } from '../../../harness/result.ts';

/** An event that the schedule held back: from when it could have happened to when it did. */
export interface HeldSpan {
  readonly event: string;
  readonly task: string;
  /** Indices of steps. Absent `to`: it never happened. */
  readonly from: number;
  readonly to?: number;
  readonly label: string;
}

export function heldSpans(
  steps: readonly TraceStep[],
  schedule: ReportedFinding['schedule'],
): readonly HeldSpan[] {
  const spans: HeldSpan[] = [];
  for (const [to, step] of steps.entries()) {
    if (step.heldUntil === undefined) continue;
    const label = `held until ${step.heldUntil}`;
    spans.push({ event: step.event, task: step.task, from: enabledFrom(steps, to), to, label });
  }
  for (const exception of schedule) {
    if (exception.type !== 'stall') continue;
    const { event } = exception;
    const from = steps.findIndex((step) => step.created.includes(event));
    const delivered = steps.some((step) => step.event === event && step.fault === undefined);
    if (from < 0 || delivered) continue;
    spans.push({ event, task: event.split(': ', 1)[0] ?? '', from, label: 'never completed' });
  }
  return spans;
}

/** The step after which the event could first have been delivered. */
function enabledFrom(steps: readonly TraceStep[], to: number): number {
  const { event = '', createdAt = 0 } = steps[to] ?? {};
  const first = steps.findIndex(
    (step, index) => index < to && step.step > createdAt && step.alternatives.includes(event),
  );
  return first >= 0 ? first - 1 : steps.findIndex((step) => step.step >= createdAt);
}
