import { type Content, type Element, h } from '../markup/element.ts';
import type { Arrow } from '../model/arrows.ts';
import type { CauseOverlay } from '../model/cause-overlay.ts';
import type { Chart, Span, Track } from '../model/chart.ts';
import { LANE_HEIGHT, type Lane } from '../model/lanes.ts';
import { type Side, sides } from '../model/two-runs.ts';
import { causeFoot, causeRingsView, causeSpanView } from './cause-view.ts';
import { markView } from './mark-view.ts';

/** Height of step numbers and moments above the lanes. */
const AXIS_HEIGHT = 34;
/** Length of arrows that are labelled, in pixels. */
const LABELLED_FROM = 60;
/** Below the lanes: a line for each thing that vertical lines say. */
const FOOT_LINE = 15;
const CHARACTER_WIDTH = 6.7;
const SPLIT_LABEL_WIDTH = 100;

/** From and to, in pixels. */
export type Stretch = readonly [from: number, to: number];

const trackNames: Readonly<Record<Side, string>> = { failing: 'failing run', passing: 'nearest passing run' };

/** Two runs as swim lanes, one below the other, on one x axis; without what `stretchView` draws. */
export function chartView(chart: Chart): Content {
  return sides.map((side) => {
    const track = chart[side];
    return track !== undefined && trackView(side, chart, track);
  });
}

function trackView(side: Side, { lanes, width, split }: Chart, track: Track): Element {
  const { cause, turns } = track;
  const foot = FOOT_LINE * (turns.length + 1) + 3;
  const height = AXIS_HEIGHT + track.height + foot + causeFoot(cause);
  return h(
    'div.track',
    { class: side, 'data-side': side },
    h(
      'div.lane-names',
      { 'aria-hidden': 'true' },
      h('div.track-name', {}, trackNames[side]),
      lanes.map((lane) => h('div.lane-name', { class: lane.kind, title: lane.name }, lane.name)),
    ),
    h(
      'svg',
      {
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        role: 'img',
        'aria-label': `${trackNames[side]}${spokenCause(cause)}; the table below has the same steps`,
      },
      h('g', { transform: `translate(0 ${AXIS_HEIGHT})` }, [
        laneLines(lanes, width),
        cause !== undefined && causeSpanView(cause, track.height),
        h('g.band', {}),
        split !== undefined && splitView(split, track.height, turns.length),
        turns.map(({ role, x, label }, row) =>
          lineView(
            `g.turn.${role}`,
            x,
            track.height,
            row,
            `${role === 'origin' ? '○' : '✗'} ${label}`,
            width - x < label.length * CHARACTER_WIDTH + 30,
          ),
        ),
        h('g.stretch', {}),
        h('g.arrows', {}),
        cause !== undefined && causeRingsView(cause, width, track.height + foot),
      ]),
    ),
  );
}

/** What stands in a stretch of a track: of thousands of steps those that can be seen. */
export function stretchView(
  track: Track,
  [from, to]: Stretch,
  led: ReadonlySet<number> | undefined,
  select: (index: number) => void,
): Content {
  const within = (span: Span): boolean => span.to >= from && span.from <= to;
  const seen = <T extends { readonly x: number }>(marks: readonly T[]): readonly T[] =>
    marks.filter(({ x }) => x >= from && x <= to);
  return [
    track.flights.filter(within).map((span) => spanView('g.flight', span, 0, 2)),
    track.locks.filter(within).map((span) => spanView('g.lock-span', span, 8, 4)),
    track.held.filter(within).map(heldView),
    seen(track.axis).map(({ x, step, time }) => [
      h('text.axis-step', { x, y: -20, 'text-anchor': 'middle' }, step),
      h('text.axis-time', { x, y: -7, 'text-anchor': 'middle' }, time),
    ]),
    seen(track.marks).map((mark) =>
      markView(
        mark,
        track,
        () => select(mark.index),
        led !== undefined && !led.has(track.steps[mark.index]?.step ?? 0),
      ),
    ),
  ];
}

function spokenCause(cause: CauseOverlay | undefined): string {
  if (cause === undefined) return '';
  return `; marked: ${cause.rings.map(({ text }) => text).join(', ')}`;
}

/** Drawn behind the marks: where the reader is; between two steps of this run it is pale. */
export function bandView(x: number, height: number, isBetween: boolean): Content {
  return h('rect', {
    x: x - 8,
    y: -AXIS_HEIGHT,
    width: 16,
    height: height + AXIS_HEIGHT,
    class: isBetween ? 'between' : undefined,
  });
}

/** @param row of those of one step, that no two say in one place what they are; without it, it does not say so */
export function arrowView({ kind, from, to, label }: Arrow, row?: number): Content {
  const bend = from.x === to.x ? 0 : 14;
  const path = `M${from.x} ${from.y} C${from.x + bend} ${(from.y + to.y) / 2} ${to.x - bend} ${(from.y + to.y) / 2} ${to.x} ${to.y}`;
  return h(
    'g',
    { class: kind },
    h('title', {}, label),
    h('path.arrow', { d: path, 'marker-end': 'url(#arrow-head)' }),
    // Between neighbours a label would hide what it explains.
    row !== undefined &&
      Math.hypot(to.x - from.x, to.y - from.y) > LABELLED_FROM &&
      h('text.arrow-label', { x: (from.x + to.x) / 2 + 6, y: (from.y + to.y) / 2 + 11 * row }, label),
  );
}

function laneLines(lanes: readonly Lane[], width: number): Content {
  return lanes.map(({ name }, index) => [
    h('rect.lane', {
      class: index % 2 === 0 ? 'even' : 'odd',
      x: 0,
      y: index * LANE_HEIGHT,
      width,
      height: LANE_HEIGHT,
    }),
    // On paper, where the picture is scaled, in the place of the names beside it.
    h('text.lane-label', { x: 2, y: index * LANE_HEIGHT + 10 }, name),
  ]);
}

function spanView(tag: string, { from, to, y, label }: Span, below: number, height: number): Content {
  return h(
    tag,
    {},
    h('title', {}, label),
    h('rect', { x: from, y: y + below - 1, width: Math.max(2, to - from), height }),
  );
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

/** A vertical line; what it says stands below the lanes, on the side where there is room. */
function lineView(
  tag: string,
  x: number,
  height: number,
  row: number,
  text: string,
  isLeft: boolean,
): Content {
  return h(
    tag,
    {},
    h('line', { x1: x, y1: -4, x2: x, y2: height + 4 + row * FOOT_LINE }),
    h(
      'text',
      {
        x: isLeft ? x - 5 : x + 5,
        y: height + 13 + row * FOOT_LINE,
        'text-anchor': isLeft ? 'end' : 'start',
      },
      text,
    ),
  );
}

/** Where the runs part is told below all turns: to the left of its line it could meet what one of them says. */
function splitView(x: number, height: number, row: number): Content {
  return lineView('g.split', x, height, row, 'the runs part', x > SPLIT_LABEL_WIDTH);
}
