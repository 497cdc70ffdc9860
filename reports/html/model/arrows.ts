import type { Track } from './chart.ts';
import { type Lane, laneY } from './lanes.ts';
import { handOffs } from './locks.ts';

/** What leads to the selected step and what it leads to. */
export interface Arrow {
  readonly kind: 'asked' | 'wakes' | 'spawns' | 'hands-over';
  readonly from: Point;
  readonly to: Point;
  readonly label: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function arrowsOf(track: Track, lanes: readonly Lane[], index: number): readonly Arrow[] {
  const step = track.steps[index];
  const from = pointOf(track, index);
  if (step === undefined || from === undefined) return [];
  const arrows: Arrow[] = [];
  const origin = pointOf(
    track,
    track.steps.findIndex((other) => other.step === step.createdAt),
  );
  if (origin !== undefined && origin.y !== from.y) {
    arrows.push({ kind: 'asked', from: origin, to: from, label: 'asked for it' });
  }
  for (const event of step.created) {
    const at = track.steps.findIndex((other, place) => place > index && other.event === event);
    const to = pointOf(track, at);
    const child = track.steps[at];
    if (to === undefined || child === undefined || child.task === step.task) continue;
    const spawns = child.kind === 'start';
    arrows.push({ kind: spawns ? 'spawns' : 'wakes', from, to, label: spawns ? 'spawns' : 'asks for' });
  }
  for (const task of step.woke) {
    const y = laneY(lanes, task);
    if (y !== undefined) arrows.push({ kind: 'wakes', from, to: { x: from.x, y }, label: 'wakes' });
  }
  for (const { lock, from: giver, to: taker } of handOffs(step)) {
    const [a, b] = [laneY(lanes, giver), laneY(lanes, taker)];
    if (a === undefined || b === undefined) continue;
    // Beside the arrow of the wake-up, which often goes the same way.
    const x = from.x + 10;
    arrows.push({ kind: 'hands-over', from: { x, y: a }, to: { x, y: b }, label: `lock ${lock}` });
  }
  return arrows;
}

function pointOf(track: Track, index: number): Point | undefined {
  const mark = track.marks.find((candidate) => candidate.index === index);
  return mark === undefined ? undefined : { x: mark.x, y: mark.y };
}
