import type { TraceStep } from '../../../harness/result.ts';
import { groupBy } from '../../matrix.ts';
import { labelOf } from '../../wording.ts';
import { type Lane, laneY } from './lanes.ts';

/** A step in its lane. Shapes tell kinds apart, so that colour need not. */
export interface Mark {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly shape: MarkShape;
  /** As much of its event as there is room for. */
  readonly label: string;
  /** Labels of a crowded lane take turns in two rows, so that each has room up to the next but one. */
  readonly labelRow: 0 | 1;
  /** Where it also shows: in the lane of timers, and of what it changed. */
  readonly also: readonly AlsoMark[];
}

export interface AlsoMark extends Lane {
  readonly y: number;
  /** Characters up to the next one of its lane. */
  readonly room: number;
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
  const places = laneRooms(steps, xs, width);
  const ys = new Map(
    lanes.flatMap(({ name, kind }) => (kind === 'task' ? [[name, laneY(lanes, name)]] : [])),
  );
  const next = new Map<string, number>();
  const marks: Mark[] = [];
  // From the end, so that each knows what comes after it in its lane.
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index];
    if (step === undefined || step.step === 0) continue;
    const x = xs[index] ?? 0;
    const also = alsoIn(step).flatMap(({ name, kind }): readonly AlsoMark[] => {
      const y = laneY(lanes, name, kind);
      if (y === undefined) return [];
      const room = Math.floor(((next.get(name) ?? width) - x - GAP) / CHARACTER_WIDTH);
      next.set(name, x);
      return [{ name, kind, y, room }];
    });
    const { room, row } = places.get(index) ?? { room: 0, row: 0 };
    const label = clipped(labelText(step), Math.floor((room - GAP) / CHARACTER_WIDTH));
    marks.push({ index, x, y: ys.get(step.task) ?? 0, shape: shapeOf(step), label, labelRow: row, also });
  }
  return marks.reverse();
}

function alsoIn({ kind, state = {} }: TraceStep): readonly Lane[] {
  const watched = Object.keys(state).map((name): Lane => ({ name, kind: 'watched' }));
  return kind === 'timer' ? [{ name: 'timers', kind: 'timers' }, ...watched] : watched;
}

/** For each step the room of its label, and the row in which it stands. */
function laneRooms(
  steps: readonly TraceStep[],
  xs: readonly number[],
  width: number,
): ReadonlyMap<number, { readonly room: number; readonly row: 0 | 1 }> {
  const x = (index: number | undefined): number => (index === undefined ? width : (xs[index] ?? width));
  const rooms = new Map<number, { room: number; row: 0 | 1 }>();
  const indices = steps.flatMap((step, index) => (step.step === 0 ? [] : [index]));
  for (const [, lane] of groupBy(indices, (index) => steps[index]?.task ?? '')) {
    const needs = (index: number): number => labelText(steps[index]).length * CHARACTER_WIDTH + GAP;
    const crowded = lane.some((index, at) => needs(index) > x(lane[at + 1]) - x(index));
    for (const [at, index] of lane.entries()) {
      const row = crowded && at % 2 === 1 ? 1 : 0;
      rooms.set(index, { room: x(lane[at + (crowded ? 2 : 1)]) - x(index), row });
    }
  }
  return rooms;
}

function labelText(step: TraceStep | undefined): string {
  return step === undefined ? '' : labelOf(step).replace(/#1$/, '');
}

function shapeOf(step: TraceStep): MarkShape {
  if (step.fault !== undefined) return 'fault';
  if (step.kind === 'cancel' || step.kind === 'kill' || step.kind === 'crash') return 'cancel';
  if (step.heldUntil !== undefined) return 'held';
  if (step.kind === 'start' || step.kind === 'timer' || step.kind === 'request') return step.kind;
  return 'event';
}

/** Too little room for four characters is none. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  return most < 4 ? '' : `${text.slice(0, most - 1)}…`;
}
