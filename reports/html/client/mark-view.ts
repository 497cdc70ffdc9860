import { type Content, h } from '../markup/element.ts';
import type { Track } from '../model/chart.ts';
import { clipped, type Mark, type MarkShape } from '../model/marks.ts';
import { changeText } from '../model/world.ts';

/** Outlines around (0, 0). */
const shapes: Readonly<Record<MarkShape, string>> = {
  start: 'M-4 -5.5 L6 0 L-4 5.5 z',
  event: 'M-5 0 A5 5 0 1 1 5 0 A5 5 0 1 1 -5 0 z',
  request: 'M-5 0 A5 5 0 1 1 5 0 A5 5 0 1 1 -5 0 z',
  timer: 'M-5 -5.5 L5 -5.5 L-5 5.5 L5 5.5 z',
  held: 'M0 -7.5 L7.5 0 L0 7.5 L-7.5 0 z',
  fault: 'M-5.5 -5.5 H5.5 V5.5 H-5.5 z',
  cancel: 'M-5 -5 L5 5 M-5 5 L5 -5',
};

const names: readonly (readonly [MarkShape, string])[] = [
  ['start', 'a task starts'],
  ['event', 'an operation or reply'],
  ['request', 'a request reaches its service'],
  ['timer', 'a timer'],
  ['held', 'was held'],
  ['fault', 'a fault'],
  ['cancel', 'a cancellation, kill or crash'],
];

/** @param faded whether it is not of the steps that matter, where these are marked */
export function markView(mark: Mark, track: Track, select: () => void, faded: boolean): Content {
  const { index, x, y, shape, label, labelRow, also } = mark;
  const step = track.steps[index];
  return h(
    'g.mark',
    {
      class: faded ? `${shape} faded` : shape,
      'data-index': index,
      click: select,
    },
    h('title', {}, step?.event ?? ''),
    also.map(({ name, kind, y: other, room }) => [
      h('line.also', { x1: x, y1: y, x2: x, y2: other }),
      h('rect.also-mark', { class: kind, x: x - 3, y: other - 3, width: 6, height: 6 }),
      kind === 'watched' &&
        room > 7 &&
        h('text.change', { x: x - 3, y: other - 8 }, clipped(changeText(track.steps, index, name), room)),
    ]),
    // Something to hit with a finger.
    h('rect.target', { x: x - 9, y: y - 20, width: 18, height: 30 }),
    h('path', { d: shapes[shape], transform: `translate(${x} ${y})` }),
    label !== '' && h('text', { x: x - 3, y: y - 9 - 11 * labelRow }, label),
  );
}

/** What the shapes mean: those that occur. */
export function shapeLegend({ marks, cause, locks }: Track): Content {
  const present = new Set(marks.map((mark) => mark.shape));
  return h(
    'p.shapes',
    {},
    names
      .filter(([shape]) => present.has(shape))
      .map(([shape, name]) =>
        h(
          'span',
          {},
          h(
            'svg',
            { width: 16, height: 16, viewBox: '-8 -8 16 16', 'aria-hidden': 'true' },
            h('g.mark', { class: shape }, h('path', { d: shapes[shape] })),
          ),
          name,
        ),
      ),
    locks.length > 0 &&
      h(
        'span',
        {},
        h(
          'svg',
          { width: 22, height: 8, viewBox: '0 0 22 8', 'aria-hidden': 'true' },
          h('g.lock-span', {}, h('rect', { x: 0, y: 2, width: 22, height: 4 })),
        ),
        'a lock is held',
      ),
    cause !== undefined &&
      h(
        'span',
        {},
        h(
          'svg',
          { width: 22, height: 22, viewBox: '-11 -11 22 22', 'aria-hidden': 'true' },
          h('g.cause-ring', {}, h('circle', { r: 9 })),
        ),
        'an access that is the cause',
      ),
  );
}
