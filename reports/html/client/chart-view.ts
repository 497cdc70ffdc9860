import { type Content, type Element, h } from '../markup/element.ts';
import type { Arrow } from '../model/arrows.ts';
import type { CauseOverlay } from '../model/cause-overlay.ts';
import type { Chart, Track } from '../model/chart.ts';
import { LANE_HEIGHT, type Lane } from '../model/lanes.ts';
import type { Mark } from '../model/marks.ts';
import { causeFoot, causeRingsView, causeSpanView } from './cause-view.ts';
import { markView } from './mark-view.ts';

/** Height of step numbers and moments above the lanes. */
const AXIS_HEIGHT = 34;
const LINE_LABEL_WIDTH = 100;
/** Length of arrows that are labelled, in pixels. */
const LABELLED_FROM = 60;
/** Below the lanes: what the vertical lines say. */
const FOOT_HEIGHT = 18;

/** Two runs as swim lanes, one below the other, on one x axis. */
export function chartView(chart: Chart, select: (index: number) => void): Content {
  return [
    trackView('failing run', chart, chart.failing, select),
    chart.passing !== undefined && trackView('nearest passing run', chart, chart.passing, undefined),
  ];
}

function trackView(
  name: string,
  { lanes, width, split, led }: Chart,
  track: Track,
  select: ((index: number) => void) | undefined,
): Element {
  const { cause } = track;
  const height = AXIS_HEIGHT + track.height + FOOT_HEIGHT + causeFoot(cause);
  return h(
    'div.track',
    { class: select === undefined ? 'passing' : 'failing' },
    h(
      'div.lane-names',
      { 'aria-hidden': 'true' },
      h('div.track-name', {}, name),
      lanes.map((lane) => h('div.lane-name', { class: lane.kind, title: lane.name }, lane.name)),
    ),
    h(
      'svg',
      {
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        role: 'img',
        'aria-label': `${name}${spokenCause(cause)}; the table below has the same steps`,
      },
      select !== undefined && definitions(),
      h('g', { transform: `translate(0 ${AXIS_HEIGHT})` }, [
        laneLines(lanes, width),
        cause !== undefined && causeSpanView(cause, track.height),
        h('g.band', {}),
        split !== undefined && splitView(split, track.height),
        track.violation !== undefined && violationView(track.violation, width, track.height),
        track.flights.map(({ from, to, y }) => h('line.flight', { x1: from, y1: y, x2: to, y2: y })),
        track.held.map(heldView),
        axisView(track),
        h('g.arrows', {}),
        track.marks.map((mark) =>
          markView(mark, track, select, select !== undefined && isFaded(mark, track, led)),
        ),
        cause !== undefined && causeRingsView(cause, width, track.height + FOOT_HEIGHT),
      ]),
    ),
  );
}

function isFaded({ index }: Mark, { steps }: Track, led: ReadonlySet<number> | undefined): boolean {
  return led !== undefined && !led.has(steps[index]?.step ?? 0);
}

function spokenCause(cause: CauseOverlay | undefined): string {
  if (cause === undefined) return '';
  return `; marked: ${cause.rings.map(({ text }) => text).join(', ')}`;
}

/** Drawn behind the marks: where the reader is. */
export function bandView(x: number, height: number): Content {
  return h('rect', { x: x - 8, y: -AXIS_HEIGHT, width: 16, height: height + AXIS_HEIGHT });
}

export function arrowView({ kind, from, to, label }: Arrow): Content {
  const bend = from.x === to.x ? 0 : 14;
  const path = `M${from.x} ${from.y} C${from.x + bend} ${(from.y + to.y) / 2} ${to.x - bend} ${(from.y + to.y) / 2} ${to.x} ${to.y}`;
  return h(
    'g',
    { class: kind },
    h('title', {}, label),
    h('path.arrow', { d: path, 'marker-end': 'url(#arrow-head)' }),
    // Between neighbours a label would hide what it explains.
    Math.hypot(to.x - from.x, to.y - from.y) > LABELLED_FROM &&
      h('text.arrow-label', { x: (from.x + to.x) / 2 + 6, y: (from.y + to.y) / 2 }, label),
  );
}

function definitions(): Content {
  return h(
    'defs',
    {},
    h(
      'pattern',
      { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      h('rect.hatch-back', { width: 6, height: 6 }),
      h('line.hatch-line', { x1: 0, y1: 0, x2: 0, y2: 6 }),
    ),
    h(
      'marker',
      {
        id: 'arrow-head',
        viewBox: '0 0 8 8',
        refX: 7,
        refY: 4,
        markerWidth: 9,
        markerHeight: 9,
        markerUnits: 'userSpaceOnUse',
        orient: 'auto-start-reverse',
      },
      h('path.arrow-head', { d: 'M0 0 L8 4 L0 8 z' }),
    ),
  );
}

function laneLines(lanes: readonly Lane[], width: number): Content {
  return lanes.map((_, index) =>
    h('rect.lane', {
      class: index % 2 === 0 ? 'even' : 'odd',
      x: 0,
      y: index * LANE_HEIGHT,
      width,
      height: LANE_HEIGHT,
    }),
  );
}

function axisView({ axis }: Track): Content {
  return axis.map(({ x, step, time }) => [
    h('text.axis-step', { x, y: -20, 'text-anchor': 'middle' }, step),
    h('text.axis-time', { x, y: -7, 'text-anchor': 'middle' }, time),
  ]);
}

function heldView({ from, to, y, label, open }: Track['held'][number]): Content {
  return h(
    'g.held-span',
    {},
    h('title', {}, label),
    h('rect', {
      x: from,
      y: y - 7,
      width: Math.max(2, to - from),
      height: 14,
      class: open ? 'open' : undefined,
    }),
    to - from > 60 &&
      h(
        'text',
        open
          ? { x: to - 8, y: y + 4, 'text-anchor': 'end' }
          : { x: (from + to) / 2, y: y + 4, 'text-anchor': 'middle' },
        open ? 'never completed' : 'held',
      ),
  );
}

/** What a vertical line says stands below the lanes, on the side where there is room. */
function lineLabel(x: number, y: number, side: 'left' | 'right', text: string): Content {
  return h(
    'text',
    side === 'left' ? { x: x - 5, y, 'text-anchor': 'end' } : { x: x + 5, y, 'text-anchor': 'start' },
    text,
  );
}

function violationView(x: number, width: number, height: number): Content {
  return h(
    'g.violation',
    {},
    h('line', { x1: x, y1: -4, x2: x, y2: height + 4 }),
    lineLabel(x, height + 13, width - x < LINE_LABEL_WIDTH ? 'left' : 'right', '✗ breaks here'),
  );
}

function splitView(x: number, height: number): Content {
  return h(
    'g.split',
    {},
    h('line', { x1: x, y1: -AXIS_HEIGHT, x2: x, y2: height + 4 }),
    lineLabel(x, height + 13, x < LINE_LABEL_WIDTH ? 'right' : 'left', 'the runs part'),
  );
}
