import { count } from '../../wording.ts';
import { type Content, h } from '../markup/element.ts';
import type { TestedFacts } from '../model/tested.ts';

const WIDTH = 560;
const HEIGHT = 190;
const LEFT = 56;
const BOTTOM = 34;
const TOP = 12;

/** Distinct orderings against schedules. The dotted line is where each schedule would show a new one. */
export function curveView(discovery: TestedFacts['discovery']): Content {
  const [schedules = 1, distinct = 1] = discovery.at(-1) ?? [];
  const x = (value: number): number => round(LEFT + (value / Math.max(1, schedules)) * (WIDTH - LEFT - 60));
  const y = (value: number): number =>
    round(HEIGHT - BOTTOM - (value / Math.max(1, distinct)) * (HEIGHT - BOTTOM - TOP));
  const points = [[0, 0] as const, ...discovery].map(([n, seen]) => `${x(n)},${y(seen)}`).join(' ');
  const title = `${count(distinct)} distinct orderings after ${count(schedules)} schedules`;
  return h(
    'svg.curve',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: 'img', 'aria-label': title },
    h('line.ideal', {
      x1: x(0),
      y1: y(0),
      x2: x(Math.min(schedules, distinct)),
      y2: y(Math.min(schedules, distinct)),
    }),
    h('line.axis', { x1: x(0), y1: y(0), x2: x(schedules), y2: y(0) }),
    h('line.axis', { x1: x(0), y1: y(0), x2: x(0), y2: y(distinct) }),
    h('polyline.line', { points }),
    discovery.map(([n, seen]) =>
      h(
        'circle.point',
        { cx: x(n), cy: y(seen), r: 2.5 },
        h('title', {}, `${count(seen)} after ${count(n)}`),
      ),
    ),
    h('text', { x: LEFT - 8, y: y(distinct) + 4, 'text-anchor': 'end' }, count(distinct)),
    h('text', { x: LEFT - 8, y: y(0) + 4, 'text-anchor': 'end' }, '0'),
    h('text', { x: x(schedules), y: HEIGHT - BOTTOM + 18, 'text-anchor': 'middle' }, count(schedules)),
    h('text', { x: LEFT, y: HEIGHT - BOTTOM + 18 }, 'schedules run'),
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
