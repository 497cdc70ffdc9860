import type { TraceStep } from '../../../harness/result.ts';

export interface Lane {
  readonly name: string;
  readonly kind: 'task' | 'timers' | 'world';
}

export const LANE_HEIGHT = 42;
/** How far below the top of their lane marks and bars are; two rows of labels stand above them. */
const LINE_OFFSET = 32;

/** One lane for each task in the order in which they appear, then timers and the world where they do something. */
export function lanesOf(steps: readonly TraceStep[]): readonly Lane[] {
  const tasks = new Set(steps.filter((step) => step.step > 0).flatMap((step) => [step.task, ...step.woke]));
  const lanes: Lane[] = [...tasks].map((name) => ({ name, kind: 'task' }));
  if (steps.some((step) => step.kind === 'timer')) lanes.push({ name: 'timers', kind: 'timers' });
  if (steps.some((step) => step.state !== undefined)) lanes.push({ name: 'world', kind: 'world' });
  return lanes;
}

/** Pixels from the top of the lanes to the line on which a task's marks stand; undefined where it has no lane. */
export function laneY(lanes: readonly Lane[], name: string, kind: Lane['kind'] = 'task'): number | undefined {
  const index = lanes.findIndex((lane) => lane.kind === kind && (kind !== 'task' || lane.name === name));
  return index < 0 ? undefined : index * LANE_HEIGHT + LINE_OFFSET;
}
