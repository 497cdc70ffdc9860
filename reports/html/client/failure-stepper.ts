import { accessesHere } from '../../accesses.ts';
import { h, withCode } from '../markup/element.ts';
import { arrowsOf } from '../model/arrows.ts';
import { type Chart, chartOf } from '../model/chart.ts';
import type { Scale } from '../model/columns.ts';
import type { FailureDetail } from '../model/failure-detail.ts';
import { inspect } from '../model/inspector.ts';
import { hrefOf } from '../model/route.ts';
import { partingSentence, stepTable } from '../model/step-table.ts';
import type { FailureSummary } from '../model/summary.ts';
import { arrowView, bandView, chartView } from './chart-view.ts';
import { inspectorView } from './inspector-view.ts';
import { shapeLegend } from './mark-view.ts';
import type { PageContext } from './page.ts';
import { stepperBar, stepperKey, type StepperCommand } from './stepper-bar.ts';
import { stepsView } from './steps-view.ts';
import { show } from './to-dom.ts';

/** Width of the lanes' names until they are drawn, as the style says. */
const NAMES_WIDTH = 132;

/** Walks through the steps of a failure: lanes, inspector and table follow one selected step. */
export class FailureStepper {
  readonly #detail: FailureDetail;
  readonly #number: number;
  readonly #context: PageContext;
  readonly #bar = document.createElement('div');
  readonly #chartBox = document.createElement('div');
  readonly #shapes = document.createElement('div');
  readonly #inspector = document.createElement('section');
  readonly #table = document.createElement('section');
  #index: number;
  #scale: Scale = 'steps';
  #compare: boolean;
  #cause: boolean;
  #chart: Chart | undefined;
  #room = 0;

  constructor(
    failure: FailureSummary,
    detail: FailureDetail,
    { step, cause = false }: { readonly step?: number; readonly cause?: boolean },
    context: PageContext,
  ) {
    this.#detail = detail;
    this.#number = failure.number;
    this.#context = context;
    this.#compare = detail.passing !== undefined && detail.passing.steps.length > 0;
    this.#cause = cause && detail.data !== undefined;
    this.#index = this.#indexOf(step ?? detail.violatingStep);
    this.#bar.className = 'stepper';
    this.#chartBox.className = 'chart';
    this.#chartBox.tabIndex = 0;
    this.#chartBox.setAttribute('role', 'region');
    this.#chartBox.setAttribute('aria-label', 'swim lanes');
    this.#inspector.className = 'inspector';
    this.#inspector.setAttribute('aria-label', 'selected step');
    this.#table.className = 'wide step-list';
    this.#table.tabIndex = 0;
    this.#table.setAttribute('aria-label', 'all steps');
  }

  get elements(): readonly HTMLElement[] {
    const panes = document.createElement('div');
    panes.className = 'panes';
    panes.append(this.#inspector, this.#table);
    return [this.#bar, this.#chartBox, this.#shapes, panes];
  }

  /** Draws; the elements stand in the page now. */
  start(): void {
    const { signal } = this.#context;
    document.addEventListener(
      'keydown',
      (event) => {
        const command = stepperKey(event);
        if (command === undefined) return;
        event.preventDefault();
        this.#do(command);
      },
      { signal },
    );
    const observer = new ResizeObserver(() => {
      if (Math.abs(this.#width() - this.#room) > 1) this.#drawChart();
    });
    observer.observe(this.#chartBox);
    signal.addEventListener('abort', () => observer.disconnect());
    this.#draw();
  }

  /** Marks the cause in data, goes to the first of its steps, and brings the lanes into view. */
  markCause(): void {
    this.#cause = true;
    const [first] = accessesHere(this.#detail.data ?? { accesses: [] });
    if (first !== undefined) this.#index = this.#indexOf(first.step);
    this.#draw();
    this.#chartBox.scrollIntoView({ block: 'nearest' });
    this.#chartBox.focus({ preventScroll: true });
    this.#tell();
  }

  /** Goes to a step, by its number. */
  goTo(step: number): void {
    this.#select(this.#indexOf(step));
    this.#chartBox.scrollIntoView({ block: 'nearest' });
  }

  #do(command: StepperCommand): void {
    const last = this.#detail.steps.length - 1;
    switch (command) {
      case 'first':
        return this.#select(0);
      case 'back':
        return this.#select(Math.max(0, this.#index - 1));
      case 'next':
        return this.#select(Math.min(last, this.#index + 1));
      case 'last':
        return this.#select(last);
      case 'violation':
        return this.#select(this.#indexOf(this.#detail.violatingStep));
      case 'scale':
        this.#scale = this.#scale === 'steps' ? 'time' : 'steps';
        return this.#draw();
      case 'compare':
        this.#compare = !this.#compare && this.#detail.passing !== undefined;
        return this.#draw();
      case 'cause':
        this.#cause = !this.#cause && this.#detail.data !== undefined;
        this.#draw();
        return this.#tell();
    }
  }

  #draw(): void {
    const rows = stepTable(this.#detail, this.#compare);
    const first = this.#detail.steps[0]?.step ?? 0;
    const { ending } = this.#detail;
    const parting = this.#compare ? partingSentence(this.#detail) : undefined;
    show(this.#table, [
      h('h2', {}, this.#compare ? 'Both runs, step by step' : 'Step by step'),
      first > 1 && h('p.notes', {}, `Of this long run, the steps before ${first} were not kept.`),
      parting !== undefined && h('p.parting', {}, withCode(parting)),
      stepsView(rows, this.#compare, (index) => this.#select(index)),
      ending !== undefined && h('p.ending', {}, withCode(ending)),
    ]);
    this.#table.classList.toggle('cause-marked', this.#cause);
    this.#drawChart();
  }

  #drawChart(): void {
    this.#room = this.#width();
    const options = { scale: this.#scale, compare: this.#compare, cause: this.#cause, room: this.#room };
    this.#chart = chartOf(this.#detail, options);
    show(
      this.#chartBox,
      chartView(this.#chart, (index) => this.#select(index)),
    );
    show(this.#shapes, shapeLegend(this.#chart.failing.marks, this.#cause));
    this.#follow();
  }

  #select(index: number): void {
    this.#index = index;
    this.#follow();
    this.#tell();
  }

  /** Puts where the reader is into the address, and says it. */
  #tell(): void {
    const step = this.#detail.steps[this.#index]?.step ?? 0;
    const cause = this.#cause ? ({ cause: true } as const) : {};
    history.replaceState(null, '', hrefOf({ page: 'failure', number: this.#number, step, ...cause }));
    this.#context.say(inspect(this.#detail, this.#index)?.spoken ?? '');
  }

  /** Brings bar, inspector, lanes and table to the selected step. Draws little, so that a held key keeps up. */
  #follow(): void {
    const step = this.#detail.steps[this.#index];
    const view = inspect(this.#detail, this.#index);
    if (step === undefined || view === undefined || this.#chart === undefined) return;
    const state = {
      step: step.step,
      first: this.#detail.steps[0]?.step ?? 0,
      last: this.#detail.steps.at(-1)?.step ?? 0,
      violation: this.#detail.violatingStep,
      scale: this.#scale,
      compare: this.#detail.passing === undefined ? undefined : this.#compare,
      cause: this.#detail.data === undefined ? undefined : this.#cause,
    };
    stepperBar(this.#bar, state, (command) => this.#do(command));
    show(
      this.#inspector,
      inspectorView(view, step.step, (index) => this.#select(index)),
    );
    this.#markRow();
    this.#markLane(this.#chart);
  }

  #markRow(): void {
    this.#table.querySelector('[aria-current]')?.removeAttribute('aria-current');
    // A tick that is not the first of its row is shown by that row.
    const rows = [...this.#table.querySelectorAll<HTMLElement>('tr[data-index]')];
    const row = rows.findLast(({ dataset }) => Number(dataset['index']) <= this.#index);
    row?.setAttribute('aria-current', 'step');
    if (row === undefined) return;
    // Within the list only: the page itself must not jump.
    const { offsetTop, offsetHeight } = row;
    const { scrollTop, clientHeight } = this.#table;
    if (offsetTop < scrollTop + 60) this.#table.scrollTop = offsetTop - 60;
    else if (offsetTop + offsetHeight > scrollTop + clientHeight) {
      this.#table.scrollTop = offsetTop + offsetHeight - clientHeight + 20;
    }
  }

  #markLane({ failing, lanes, width }: Chart): void {
    const box = this.#chartBox;
    const track = box.querySelector('.track.failing');
    track?.querySelector('.mark.selected')?.classList.remove('selected');
    track?.querySelector(`.mark[data-index="${this.#index}"]`)?.classList.add('selected');
    const mark = failing.marks.find((candidate) => candidate.index === this.#index);
    const [band, arrows] = [track?.querySelector('.band'), track?.querySelector('.arrows')];
    if (band) show(band, mark !== undefined && bandView(mark.x, failing.height));
    if (arrows) show(arrows, arrowsOf(failing, lanes, this.#index).map(arrowView));
    if (mark === undefined || width <= this.#room) return;
    const left = mark.x - box.scrollLeft;
    if (left < 40 || left > this.#room - 80) box.scrollLeft = mark.x - this.#room / 2;
  }

  #width(): number {
    const names = this.#chartBox.querySelector('.lane-names')?.clientWidth ?? NAMES_WIDTH;
    return Math.max(160, this.#chartBox.clientWidth - names - 2);
  }

  #indexOf(step: number): number {
    return Math.max(
      0,
      this.#detail.steps.findIndex((candidate) => candidate.step === step),
    );
  }
}
