import type { ReportedHold, TraceStep } from '../../harness/result.ts';

const LANES_MOST = 12;

/** One column for each task, in the order in which they appear; the last is shared where there are too many. */
export interface Lanes {
  readonly names: readonly string[];
  /** The signs of one step, one for each lane. */
  signsOf(step: TraceStep): readonly LaneSign[];
}

/** `held` is an event in flight, kept back, that could have happened; `step` is where it happens. */
export type LaneSign = 'none' | 'idle' | 'held' | 'step' | 'held-step';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Held events that came into being and never happened: the run ended, or their task did. */
export function neverCame(
  steps: readonly TraceStep[],
  holds: readonly ReportedHold[],
): readonly (ReportedHold & { readonly task: string; readonly createdAt: number })[] {
  const happened = new Set(steps.map((step) => step.event));
  return holds.flatMap((hold) => {
    const creating = steps.find((step) => step.created.includes(hold.event));
    if (creating === undefined || happened.has(hold.event)) return [];
    return [{ ...hold, task: hold.event.split(': ', 1)[0] ?? '', createdAt: creating.step }];
  });
}

/** @param holds of the schedule; those of events that happened stand in the steps too */
export function lanesOf(steps: readonly TraceStep[], holds: readonly ReportedHold[] = []): Lanes {
  const open = neverCame(steps, holds);
  const tasks = [...new Set([...steps, ...open].map(({ task }) => task))];
  const overflow = tasks.length > LANES_MOST;
  const names = overflow
    ? [...tasks.slice(0, LANES_MOST - 1), `${tasks.length - LANES_MOST + 1} others`]
    : tasks;
  const laneOf = (step: { readonly task: string }): number =>
    Math.min(tasks.indexOf(step.task), names.length - 1);
  const lives: (Span | undefined)[] = names.map(() => undefined);
  const spans: Span[][] = names.map(() => []);
  for (const step of steps) {
    const lane = laneOf(step);
    lives[lane] = grown(lives[lane], step);
    if (step.heldUntil !== undefined) spans[lane]?.push({ from: step.createdAt + 1, to: step.step });
  }
  for (const event of open) spans[laneOf(event)]?.push({ from: event.createdAt + 1, to: Infinity });
  return {
    names,
    signsOf: (step) =>
      names.map((_, lane) => {
        if (laneOf(step) === lane) return step.heldUntil === undefined ? 'step' : 'held-step';
        if (spans[lane]?.some((span) => within(step.step, span)) === true) return 'held';
        return within(step.step, lives[lane]) ? 'idle' : 'none';
      }),
  };
}

function grown(life: Span | undefined, { createdAt, step }: TraceStep): Span {
  return { from: Math.min(life?.from ?? createdAt, createdAt), to: Math.max(life?.to ?? step, step) };
}

function within(step: number, span: Span | undefined): boolean {
  return span !== undefined && step >= span.from && step <= span.to;
}
