import type { Track } from './chart.ts';
import { type Lane, laneY } from './lanes.ts';
import { handOffs } from './locks.ts';

/** What leads to a step and what it leads to. */
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

/** The arrows of each step, by its index; what all of them need is looked up once. */
export function arrowsOf(
  { steps, marks }: Pick<Track, 'steps' | 'marks'>,
  lanes: readonly Lane[],
): (index: number) => readonly Arrow[] {
  const points = new Map(marks.map(({ index, x, y }) => [index, { x, y }]));
  const numbers = new Map(steps.map(({ step }, index) => [step, index]));
  const events = new Map(steps.map(({ event }, index) => [event, index]));
  return (index) => {
    const step = steps[index];
    const from = points.get(index);
    if (step === undefined || from === undefined) return [];
    const arrows: Arrow[] = [];
    const origin = points.get(numbers.get(step.createdAt) ?? -1);
    if (origin !== undefined && origin.y !== from.y) {
      arrows.push({ kind: 'asked', from: origin, to: from, label: 'asked for it' });
    }
    for (const event of step.created) {
      const at = events.get(event) ?? -1;
      const [to, child] = [points.get(at), steps[at]];
      if (to === undefined || child === undefined || at <= index || child.task === step.task) continue;
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
  };
}
