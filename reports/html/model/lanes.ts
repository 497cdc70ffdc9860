import type { TraceStep } from '../../../harness/result.ts';

export interface Lane {
  readonly name: string;
  /** `watched`: what a scenario watches, one lane for each. */
  readonly kind: 'task' | 'timers' | 'watched';
}

export const LANE_HEIGHT = 42;
/** How far below the top of their lane marks and bars are; two rows of labels stand above them. */
const LINE_OFFSET = 32;
/** Lanes of watched values at most; the inspector shows all. */
const WATCHED_MOST = 4;

/** One lane for each task in the order in which they appear, then timers and what is watched where that changes. */
export function lanesOf(steps: readonly TraceStep[]): readonly Lane[] {
  const real = steps.filter((step) => step.step > 0);
  const tasks = new Set(real.flatMap((step) => [step.task, ...step.woke]));
  const watched = new Set(real.flatMap(({ state = {} }) => Object.keys(state)));
  return [
    ...[...tasks].map((name): Lane => ({ name, kind: 'task' })),
    ...(steps.some((step) => step.kind === 'timer') ? [{ name: 'timers', kind: 'timers' } as const] : []),
    ...[...watched].slice(0, WATCHED_MOST).map((name): Lane => ({ name, kind: 'watched' })),
  ];
}

/** Pixels from the top of the lanes to the line on which a lane's marks stand; undefined where it has none. */
export function laneY(lanes: readonly Lane[], name: string, kind: Lane['kind'] = 'task'): number | undefined {
  const index = lanes.findIndex((lane) => lane.kind === kind && lane.name === name);
  return index < 0 ? undefined : index * LANE_HEIGHT + LINE_OFFSET;
}
