import type { TraceStep } from '../../../harness/result.ts';
import { labelOf } from '../../wording.ts';
import { type Lane, laneY } from './lanes.ts';

/** A step in its lane. Shapes tell kinds apart, so that colour need not. */
export interface Mark {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly shape: MarkShape;
  /** As much of its event as there is room for, up to the next mark of the lane. */
  readonly label: string;
  /** Where it also shows: in the lane of timers, of the world, or both. */
  readonly also: readonly { readonly kind: 'timers' | 'world'; readonly y: number }[];
}

export type MarkShape = 'start' | 'event' | 'request' | 'timer' | 'held' | 'fault' | 'cancel';

const CHARACTER_WIDTH = 6.7;
const GAP = 6;

export function marksOf(
  steps: readonly TraceStep[],
  xs: readonly number[],
  lanes: readonly Lane[],
  width: number,
): readonly Mark[] {
  const nextInLane = new Map<string, number>();
  const marks: Mark[] = [];
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index];
    if (step === undefined || step.step === 0) continue;
    const x = xs[index] ?? 0;
    const room = (nextInLane.get(step.task) ?? width) - x - GAP;
    nextInLane.set(step.task, x);
    const also = [
      ...(step.kind === 'timer' ? [{ kind: 'timers' as const, y: laneY(lanes, '', 'timers') ?? 0 }] : []),
      ...(step.state === undefined ? [] : [{ kind: 'world' as const, y: laneY(lanes, '', 'world') ?? 0 }]),
    ];
    const label = clipped(labelOf(step).replace(/#1$/, ''), Math.floor(room / CHARACTER_WIDTH));
    marks.push({ index, x, y: laneY(lanes, step.task) ?? 0, shape: shapeOf(step), label, also });
  }
  return marks.reverse();
}

function shapeOf(step: TraceStep): MarkShape {
  if (step.fault !== undefined) return 'fault';
  if (step.kind === 'cancel' || step.kind === 'crash') return 'cancel';
  if (step.heldUntil !== undefined) return 'held';
  if (step.kind === 'start' || step.kind === 'timer' || step.kind === 'request') return step.kind;
  return 'event';
}

/** Too little room for four characters is none. */
function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  return most < 4 ? '' : `${text.slice(0, most - 1)}…`;
}
