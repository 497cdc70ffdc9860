import { h, withCode } from '../markup/element.ts';
import type { FailureDetail } from '../model/failure-detail.ts';
import { rowOf, type RowWindow, widened, windowAround } from '../model/row-window.ts';
import { type RowPlace, rowPlaces, stepRow } from '../model/step-table.ts';
import type { Side, TwoRuns } from '../model/two-runs.ts';
import { stepsView } from './steps-view.ts';
import { show } from './to-dom.ts';

/** The steps as a table that scrolls; of a long run the rows around the reader. */
export class StepsPane {
  readonly element = document.createElement('section');
  readonly #detail: FailureDetail;
  readonly #led: ReadonlySet<number>;
  readonly #select: (side: Side, column: number) => void;
  #runs: TwoRuns | undefined;
  #places: readonly RowPlace[] = [];
  #window: RowWindow | undefined;

  constructor(detail: FailureDetail, led: ReadonlySet<number>, select: (side: Side, column: number) => void) {
    this.#detail = detail;
    this.#led = led;
    this.#select = select;
    this.element.className = 'wide step-list';
    this.element.tabIndex = 0;
    this.element.setAttribute('aria-label', 'all steps');
  }

  /** Begins anew with these runs; `follow` draws. */
  begin(runs: TwoRuns): void {
    this.#runs = runs;
    this.#places = rowPlaces(this.#detail, runs);
    this.#window = undefined;
  }

  /** Marks the row of the cursor and brings it into view. */
  follow(side: Side, column: number, slice: boolean): void {
    this.element.classList.toggle('cause-marked', slice);
    const at = rowOf(this.#places, column);
    const window = windowAround(at, this.#places.length, this.#window);
    if (window !== this.#window) this.#draw(window);
    this.element.querySelector('[aria-current]')?.removeAttribute('aria-current');
    const place = this.#places[at]?.column;
    const row = this.element.querySelector<HTMLElement>(`tr[data-column="${place}"]`);
    if (!row) return;
    row.setAttribute('aria-current', 'step');
    row.dataset['side'] = side;
    // Within the list only: the page itself must not jump.
    const [list, { top, bottom }] = [this.element.getBoundingClientRect(), row.getBoundingClientRect()];
    if (top < list.top + 60) this.element.scrollTop += top - list.top - 60;
    else if (bottom > list.bottom) this.element.scrollTop += bottom - list.bottom + 20;
  }

  #draw(window: RowWindow): void {
    this.#window = window;
    const runs = this.#runs;
    if (runs === undefined) return;
    const compare = runs.steps.passing.length > 0;
    const first = this.#detail.steps[0]?.step ?? 0;
    const { ending, parting } = this.#detail;
    show(this.element, [
      h('h2', {}, compare ? 'Both runs, step by step' : 'Step by step'),
      first > 1 && h('p.notes', {}, `Of this long run, the steps before ${first} were not kept.`),
      compare && parting !== undefined && h('p.parting', {}, withCode(parting)),
      stepsView({
        rows: this.#places
          .slice(window.from, window.to)
          .map((place) => ({ ...stepRow(this.#detail, runs, place), column: place.column })),
        window,
        all: this.#places.length,
        compare,
        matters: (step) => this.#led.has(step),
        select: this.#select,
        more: (where) => this.#draw(widened(window, this.#places.length, where)),
      }),
      ending !== undefined && h('p.ending', {}, withCode(ending)),
    ]);
  }
}
