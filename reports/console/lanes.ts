import type { TraceStep } from '../../harness/result.ts';

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

export function lanesOf(steps: readonly TraceStep[]): Lanes {
  const tasks = [...new Set(steps.map((step) => step.task))];
  const overflow = tasks.length > LANES_MOST;
  const names = overflow
    ? [...tasks.slice(0, LANES_MOST - 1), `${tasks.length - LANES_MOST + 1} others`]
    : tasks;
  const laneOf = (step: TraceStep): number => Math.min(tasks.indexOf(step.task), names.length - 1);
  const lives: (Span | undefined)[] = names.map(() => undefined);
  const holds: Span[][] = names.map(() => []);
  for (const step of steps) {
    const lane = laneOf(step);
    lives[lane] = grown(lives[lane], step);
    if (step.heldUntil !== undefined) holds[lane]?.push({ from: step.createdAt + 1, to: step.step });
  }
  return {
    names,
    signsOf: (step) =>
      names.map((_, lane) => {
        if (laneOf(step) === lane) return step.heldUntil === undefined ? 'step' : 'held-step';
        if (holds[lane]?.some((span) => within(step.step, span)) === true) return 'held';
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
