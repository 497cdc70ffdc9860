import { accessesHere } from '../../accesses.ts';
import { chartOf } from '../model/chart.ts';
import type { FailureDetail, Told } from '../model/failure-detail.ts';
import { inspect, type InspectorView } from '../model/inspector.ts';
import { type FailureLook, hrefOf } from '../model/route.ts';
import { type TwoRuns, twoRuns } from '../model/two-runs.ts';
import { columnOfStep, to, type Walk, walked } from '../model/walk.ts';
import { replaceAddress } from './address.ts';
import { inspectorView } from './inspector-view.ts';
import { LanesPane } from './lanes-pane.ts';
import type { PageContext } from './page.ts';
import { stepperBar, stepperKey, type StepperCommand } from './stepper-bar.ts';
import { StepsPane } from './steps-pane.ts';
import { show } from './to-dom.ts';

/** Walks through a failure and the run that passes: lanes, inspector and table follow one cursor. */
export class FailureStepper {
  readonly #detail: FailureDetail;
  readonly #told: Told;
  readonly #number: number;
  readonly #from: Pick<FailureLook, 'from'>;
  readonly #context: PageContext;
  readonly #bar = document.createElement('div');
  readonly #inspector = document.createElement('section');
  readonly #lanes: LanesPane;
  readonly #table: StepsPane;
  readonly #led: ReadonlySet<number>;
  /** Whether a passing run is known. */
  readonly #compares: boolean;
  #walk: Walk;
  #runs: TwoRuns;

  constructor(number: number, detail: FailureDetail, told: Told, look: FailureLook, context: PageContext) {
    this.#detail = detail;
    this.#told = told;
    this.#number = number;
    this.#from = look.from === undefined ? {} : { from: look.from };
    this.#context = context;
    this.#led = new Set(detail.led);
    const compares = (detail.passing?.steps.length ?? 0) > 0;
    this.#compares = compares;
    const compare = compares && look.beside !== 'none';
    this.#runs = twoRuns(detail, compare);
    const side = compare && look.run === 'passing' ? 'passing' : 'failing';
    this.#walk = {
      side,
      column: columnOfStep(this.#runs, side, look.step ?? detail.violatingStep),
      compare,
      scale: look.scale === 'time' ? 'time' : 'steps',
      slice: look.show !== 'all',
      arrows: look.arrows === 'all' ? 'all' : 'one',
      zoom: look.zoom ?? 1,
    };
    this.#lanes = new LanesPane(
      (of, index) => this.#go(to({ ...this.#walk, side: of }, index, this.#runs)),
      (column) => this.#go({ ...this.#walk, column }),
    );
    this.#table = new StepsPane(detail, this.#led, (of, column) =>
      this.#go({ ...this.#walk, side: of, column }),
    );
    this.#bar.className = 'stepper';
    this.#inspector.className = 'inspector';
    this.#inspector.setAttribute('aria-label', 'selected step');
  }

  get elements(): readonly HTMLElement[] {
    const panes = document.createElement('div');
    panes.className = 'panes';
    panes.append(this.#inspector, this.#table.element);
    return [this.#bar, ...this.#lanes.elements, panes];
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
    this.#table.begin(this.#runs);
    this.#drawChart();
    this.#lanes.observe(() => this.#drawChart(), signal);
  }

  /** Marks what matters, goes to the first access of the cause in data, and brings the lanes into view. */
  markCause(): void {
    const [first] = accessesHere(this.#detail.data ?? { accesses: [] });
    this.#walk = { ...this.#walk, slice: true };
    this.#drawChart();
    this.goTo(first?.step ?? this.#detail.violatingStep);
    this.#lanes.focus();
  }

  /** Goes to a step of the failing run, by its number. */
  goTo(step: number): void {
    this.#go({ ...this.#walk, side: 'failing', column: columnOfStep(this.#runs, 'failing', step) });
  }

  #do(command: StepperCommand): void {
    if (command === 'turn') return this.goTo(this.#nextTurn());
    if (command === 'compare') return this.#compare();
    const before = this.#walk;
    this.#walk = walked(before, command, this.#runs);
    const isOtherPicture = (['scale', 'slice', 'zoom'] as const).some(
      (name) => before[name] !== this.#walk[name],
    );
    if (isOtherPicture) this.#drawChart();
    this.#go(this.#walk);
  }

  /** The step that breaks it; from there, the other ones that are labelled. */
  #nextTurn(): number {
    const { turns } = this.#detail;
    const at = inspect(this.#detail, this.#runs, this.#walk)?.step;
    const here = turns.findIndex(({ step }) => step === at);
    return turns[(here + 1) % turns.length]?.step ?? this.#detail.violatingStep;
  }

  #compare(): void {
    const compare = !this.#walk.compare && this.#compares;
    const at = inspect(this.#detail, this.#runs, { ...this.#walk, side: 'failing' })?.step ?? 0;
    this.#runs = twoRuns(this.#detail, compare);
    this.#walk = { ...this.#walk, compare, side: 'failing', column: columnOfStep(this.#runs, 'failing', at) };
    this.#table.begin(this.#runs);
    this.#tell(this.#drawChart());
  }

  #drawChart(): InspectorView | undefined {
    const { scale, slice, zoom } = this.#walk;
    this.#lanes.draw(chartOf(this.#detail, this.#runs, { scale, slice, zoom, room: this.#lanes.room() }));
    return this.#follow();
  }

  #go(walk: Walk): void {
    this.#walk = walk;
    this.#tell(this.#follow());
  }

  /** Puts where the reader is into the address, and says it. */
  #tell(view: InspectorView | undefined): void {
    const { side, compare, slice, scale, arrows, zoom } = this.#walk;
    const look: FailureLook = {
      step: view?.step ?? 0,
      ...(side === 'passing' && { run: 'passing' }),
      ...(this.#compares && !compare && { beside: 'none' }),
      ...(!slice && { show: 'all' }),
      ...(scale === 'time' && { scale: 'time' }),
      ...(arrows === 'all' && { arrows: 'all' }),
      ...(zoom !== 1 && { zoom }),
      ...this.#from,
    };
    replaceAddress(hrefOf({ page: 'failure', number: this.#number, ...look }));
    this.#context.say(view?.spoken ?? '');
  }

  /** Brings bar, inspector, lanes and table to the cursor. Draws little, so that a held key keeps up. */
  #follow(): InspectorView | undefined {
    const view = inspect(this.#detail, this.#runs, this.#walk, this.#told.sources);
    const { side, column, slice } = this.#walk;
    const steps = this.#runs.steps[side];
    const state = {
      walk: this.#walk,
      step: view?.step ?? 0,
      first: steps[0]?.step ?? 0,
      last: steps.at(-1)?.step ?? 0,
      parts: this.#runs.split !== undefined,
      turns: this.#detail.turns,
      slice: this.#detail.slice,
      compares: this.#compares,
    };
    stepperBar(
      this.#bar,
      state,
      (command) => this.#do(command),
      (step) => this.goTo(step),
    );
    show(
      this.#inspector,
      view !== undefined &&
        inspectorView(
          view,
          (index) => this.#go(to(this.#walk, index, this.#runs)),
          () => this.#do('other'),
        ),
    );
    this.#table.follow(side, column, slice);
    this.#lanes.follow(this.#walk, this.#runs, view?.spoken ?? '');
    return view;
  }
}
