import { type Content, h } from '../markup/element.ts';
import type { CauseOverlay } from '../model/cause-overlay.ts';

const RING_RADIUS = 9;
/** Around the outermost accesses. */
const MARGIN = 12;
const CHARACTER_WIDTH = 6.7;
/** Of what one access did, below the lanes. */
const LINE_HEIGHT = 14;

/** How much room below the lanes it needs. */
export function causeFoot(cause: CauseOverlay | undefined): number {
  return cause === undefined ? 0 : cause.rings.length * LINE_HEIGHT + 2;
}

/** Behind the marks: the span between the accesses. */
export function causeSpanView({ from, to }: CauseOverlay, height: number): Content {
  return h('rect.cause-span', { x: from - MARGIN, y: 0, width: to - from + 2 * MARGIN, height });
}

/** Over the marks: a ring for each step, and below the lanes, on a line each, what it did. */
export function causeRingsView({ rings }: CauseOverlay, width: number, foot: number): Content {
  return rings.map(({ x, y, text }, nth) => {
    const bottom = foot + (nth + 1) * LINE_HEIGHT - 4;
    const isLeft = x > width / 2;
    const most = Math.floor((isLeft ? x : width - x) / CHARACTER_WIDTH) - 2;
    return h(
      'g.cause-ring',
      {},
      h('line', { x1: x, y1: y + RING_RADIUS, x2: x, y2: bottom }),
      h('circle', { cx: x, cy: y, r: RING_RADIUS }),
      h(
        'text',
        { x: isLeft ? x - 4 : x + 4, y: bottom, 'text-anchor': isLeft ? 'end' : 'start' },
        text.length <= most ? text : `${text.slice(0, most - 1)}…`,
      ),
    );
  });
}
