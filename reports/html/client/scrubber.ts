import { type Content, h } from '../markup/element.ts';
import type { Chart } from '../model/chart.ts';
import { type Minimap, minimapOf, TICK_HEIGHT } from '../model/minimap.ts';
import { show } from './to-dom.ts';

const HEIGHT = 2 * TICK_HEIGHT + 8;
/** Half of the thumb: the ends of the picture stand over the ends of its way. */
const INSET = 8;

/** One handle for both runs, below a picture of the whole of them. */
export class Scrubber {
  readonly element = document.createElement('div');
  readonly #picture = document.createElement('div');
  readonly #range = document.createElement('input');
  /** Pixels of the picture for one of the chart. */
  #scale = 1;

  constructor(scrub: (column: number) => void) {
    this.element.className = 'scrubber';
    this.#range.type = 'range';
    this.#range.min = '0';
    this.#range.setAttribute('aria-label', 'where in both runs');
    this.#range.addEventListener('input', () => scrub(Number(this.#range.value)));
    this.element.append(this.#picture, this.#range);
  }

  draw(chart: Chart): void {
    const width = Math.max(100, this.element.clientWidth - 2 * INSET);
    this.#scale = width / chart.width;
    show(this.#picture, pictureView(minimapOf(chart, width), width));
  }

  /** Shows which stretch of the chart is in view. */
  see(from: number, room: number): void {
    const seen = this.#picture.querySelector('.seen');
    seen?.setAttribute('x', String(from * this.#scale));
    seen?.setAttribute('width', String(Math.max(4, room * this.#scale)));
  }

  follow(column: number, columns: number, text: string): void {
    this.#range.max = String(columns - 1);
    this.#range.value = String(column);
    this.#range.setAttribute('aria-valuetext', text);
  }
}

function pictureView({ ticks, turns, split }: Minimap, width: number): Content {
  const line = (tag: string, x: number): Content => h(tag, { x1: x, y1: 0, x2: x, y2: HEIGHT });
  const whole = width + 2 * INSET;
  return h(
    'svg.minimap',
    { width: whole, height: HEIGHT, viewBox: `${-INSET} 0 ${whole} ${HEIGHT}`, 'aria-hidden': 'true' },
    h('rect.seen', { y: 0, height: HEIGHT }),
    split !== undefined && line('line.split-line', split),
    turns.map((x) => line('line.turn-line', x)),
    ticks.map(({ side, path }) => h('path', { class: side, d: path })),
  );
}
