import { arrowsOf } from '../model/arrows.ts';
import type { Chart, Track } from '../model/chart.ts';
import { type Side, sides, type TwoRuns } from '../model/two-runs.ts';
import type { Walk } from '../model/walk.ts';
import { arrowView, bandView, chartView, type Stretch, stretchView } from './chart-view.ts';
import { shapeLegend } from './mark-view.ts';
import { Scrubber } from './scrubber.ts';
import { show } from './to-dom.ts';

/** Width of the lanes' names until they are drawn, as the style says. */
const NAMES_WIDTH = 132;
/** Charts up to so many rooms wide are drawn as a whole. */
const WHOLE_UP_TO = 2;
/** The same for paper, where nobody scrolls; beyond it nothing can be read, either. */
const PRINTED_MOST = 10;

/** The lanes of both runs: draws what can be seen of them, and moves the cursor. */
export class LanesPane {
  readonly elements: readonly HTMLElement[];
  readonly #scrubber: Scrubber;
  readonly #box = document.createElement('div');
  readonly #legend = document.createElement('div');
  readonly #select: (side: Side, index: number) => void;
  #chart: Chart | undefined;
  #walk: Walk | undefined;
  #arrows: Partial<Record<Side, ReturnType<typeof arrowsOf>>> = {};
  /** What is drawn. */
  #stretch: Stretch = [0, 0];

  constructor(select: (side: Side, index: number) => void, scrub: (column: number) => void) {
    this.#select = select;
    this.#scrubber = new Scrubber(scrub);
    this.#box.className = 'chart';
    this.#box.tabIndex = 0;
    this.#box.setAttribute('role', 'region');
    this.#box.setAttribute('aria-label', 'swim lanes');
    this.#box.addEventListener('scroll', () => this.#fill());
    this.elements = [this.#scrubber.element, this.#box, this.#legend];
  }

  /** Calls back when there is another width to fill. */
  observe(resized: () => void, signal: AbortSignal): void {
    let room = this.room();
    const observer = new ResizeObserver(() => {
      if (Math.abs(this.room() - room) <= 1) return;
      room = this.room();
      resized();
    });
    observer.observe(this.#box);
    addEventListener('beforeprint', () => this.#fill(PRINTED_MOST), { signal });
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** Pixels that a chart may take without scrolling. */
  room(): number {
    const names = this.#box.querySelector('.lane-names')?.clientWidth ?? NAMES_WIDTH;
    return Math.max(160, this.#box.clientWidth - names - 2);
  }

  draw(chart: Chart): void {
    this.#chart = chart;
    this.#stretch = [0, 0];
    this.#arrows = {};
    for (const side of sides) {
      const track = chart[side];
      if (track !== undefined) this.#arrows[side] = arrowsOf(track, chart.lanes);
    }
    show(this.#box, chartView(chart));
    show(this.#legend, shapeLegend(chart.failing));
    this.#scrubber.draw(chart);
  }

  /** Brings the cursor to where the reader is. */
  follow(walk: Walk, runs: TwoRuns, spoken: string): void {
    this.#walk = walk;
    const chart = this.#chart;
    if (chart === undefined) return;
    this.#scrubber.follow(walk.column, runs.columns.length, spoken);
    const x = this.#cursorX(chart, walk.side, runs);
    if (x !== undefined) this.#bringIntoView(x, chart.width);
    this.#fill();
    this.#each((side, track, element) => {
      const index = runs.reached[side][walk.column] ?? -1;
      const isBetween = runs.columnOf[side][index] !== walk.column;
      const at = this.#cursorX(chart, side, runs);
      const band = element.querySelector('.band');
      if (band) show(band, at !== undefined && bandView(at, track.height, isBetween));
      element.querySelector('.mark.selected')?.classList.remove('selected');
      if (side === walk.side) {
        element.querySelector(`.mark[data-index="${index}"]`)?.classList.add('selected');
      }
    });
    this.#drawArrows(runs);
  }

  focus(): void {
    this.#box.scrollIntoView({ block: 'nearest' });
    this.#box.focus({ preventScroll: true });
  }

  #cursorX(chart: Chart, side: Side, runs: TwoRuns): number | undefined {
    const index = runs.reached[side][this.#walk?.column ?? 0];
    return chart[side]?.marks.find((mark) => mark.index === index)?.x;
  }

  #bringIntoView(x: number, width: number): void {
    const room = this.room();
    const left = x - this.#box.scrollLeft;
    if (width > room && (left < 40 || left > room - 80)) this.#box.scrollLeft = x - room / 2;
  }

  /** @param whole width up to which all of it is drawn, in rooms */
  #fill(whole = WHOLE_UP_TO): void {
    const chart = this.#chart;
    if (chart === undefined) return;
    const [room, left] = [this.room(), this.#box.scrollLeft];
    this.#scrubber.see(left, room);
    const [from, to] = this.#stretch;
    const isWhole = chart.width <= whole * room;
    const [first, last] = isWhole ? [0, chart.width] : [left, Math.min(chart.width, left + room)];
    if (from <= first && to >= last) return;
    this.#stretch = isWhole ? [0, chart.width] : [left - room / 2, left + 1.5 * room];
    this.#each((side, track, element) => {
      const stretch = element.querySelector('.stretch');
      const led = side === 'failing' ? chart.led : undefined;
      if (stretch)
        show(
          stretch,
          stretchView(track, this.#stretch, led, (index) => this.#select(side, index)),
        );
    });
    if (this.#walk?.arrows === 'all') this.#drawArrows();
  }

  /** Those of the selected step, or of all that are drawn. */
  #drawArrows(runs?: TwoRuns): void {
    const walk = this.#walk;
    this.#each((side, track, element) => {
      const group = element.querySelector('.arrows');
      const arrows = this.#arrows[side];
      if (!group || arrows === undefined || walk === undefined) return;
      const [from, to] = this.#stretch;
      if (walk.arrows === 'all') {
        const seen = track.marks.filter(({ x }) => x >= from && x <= to);
        show(
          group,
          seen.flatMap(({ index }) => arrows(index)).map((arrow) => arrowView(arrow)),
        );
      } else if (runs !== undefined) {
        const at = side === walk.side ? (runs.reached[side][walk.column] ?? -1) : -1;
        show(
          group,
          arrows(at).map((arrow, row) => arrowView(arrow, row)),
        );
      }
    });
  }

  #each(draw: (side: Side, track: Track, element: Element) => void): void {
    for (const side of sides) {
      const track = this.#chart?.[side];
      const element = this.#box.querySelector(`.track.${side}`);
      if (track !== undefined && element) draw(side, track, element);
    }
  }
}
