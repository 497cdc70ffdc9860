import type { Span } from '../../core/recording.ts';
import { conflict } from '../recording/conflict.ts';
import { commuteInTime } from './clock-time.ts';
import type { Option, Point } from './point.ts';
import { type Branch, SearchNode } from './search-node.ts';
import { Foresight, isAsForeseen, type KnownStep, learnEffect, pointAfter } from './foresight.ts';
import { ordersOf } from './plain-orders.ts';
import { type Before, SearchPath } from './search-path.ts';
import { differenceOf, type StepRecord } from './step-record.ts';
import { UnstableError } from './unstable-error.ts';
import { TimeWindows } from './windows.ts';

/** What became of a run. */
export type RunEnd =
  /** It is one of those that were looked for. */
  | 'complete'
  /** All that was left to do in it had been gone through in others. */
  | 'blocked'
  /** There are no moments at which its steps could come, in this order or in one that comes to the same. */
  | 'infeasible';

/**
 * How time comes in: as constraints, which is strong, and only right where nothing asks for the time, and all windows are
 * relative to the making of events; or as the engine counts it, which is always right.
 */
export type TimeRule = 'constraints' | 'clock';

/** After so many the caller may want to do something else. */
const DEAD_ENDS_AT_ONCE = 500;
/** Every how many-th of them is run all the same, to see whether it is one. */
const CHECKED_EVERY = 199;

/**
 * Goes through the runs of a program up to equivalent orders, those that differ in the order of steps alone which do not
 * depend on each other: depth first and stateless, each run from nothing, with sleep sets [sleep-sets], which alone see to it
 * that no two runs are equivalent.
 *
 * From a point on from which no window closes, and nothing is taken back or can happen in more than one way, it need not
 * go through all that is possible there: source sets [source-sets] are enough, which grow where a run shows a race that could be
 * turned around. Elsewhere a race may be one that cannot be turned around, and hide one that can: there it goes through
 * all that is admitted. Why that is right is told in docs/architecture.md.
 *
 * To be used for one run after the other: `begin`, then `choose` and `stepped` for each step, `end`; and again for as long
 * as `next` says so.
 *
 * What a step touches, and what it makes of what may come, is the same wherever the same steps happen before it. So most
 * runs that would be blocked need not be made: that they would be is told from steps of other runs.
 */
export class ReducedSearch {
  readonly #path = new SearchPath();
  readonly #time: TimeRule;
  readonly #foresight = new Foresight();
  readonly #foresees: boolean;
  #windows: TimeWindows | undefined = undefined;
  #setup: StepRecord | undefined = undefined;
  #end: RunEnd | undefined = undefined;
  /** Runs that were spared. */
  #deadEnds = 0;
  /** Whether all that was ever pending happened, and could have at any time. */
  #isPlain = true;

  /** @param foresees whether runs are spared of which it can be told, from others, that nothing new comes of them */
  constructor(time: TimeRule = 'constraints', foresees = true) {
    this.#time = time;
    this.#foresees = foresees && time === 'constraints';
  }

  /** The run has been set up. */
  begin(setup: StepRecord): void {
    if (this.#setup !== undefined) expectSame(this.#setup, setup);
    else {
      this.#setup = setup;
      this.#windows = new TimeWindows(setup.created);
    }
    this.#path.depth = 0;
    this.#end = undefined;
  }

  /** What comes next; undefined where the run need not go on. */
  choose(point: Point): Option | undefined {
    if (this.#end !== undefined) return undefined;
    this.#learn(point);
    const known = this.#path.node(this.#path.depth);
    if (known?.isForeseen === true) {
      if (!isAsForeseen(known.point, point)) throw new UnstableError(known.chosen.name, undefined);
      known.isForeseen = false;
    }
    const node = known ?? this.#enter(point, false);
    if (node === undefined) {
      this.#end = 'blocked';
      return undefined;
    }
    this.#path.depth += 1;
    const { name } = node.chosen;
    const chosen = known === undefined ? node.chosen : point.options.find((option) => option.name === name);
    if (chosen === undefined) throw new UnstableError(name, undefined);
    return chosen;
  }

  /** What the step that was chosen has touched. */
  stepped(record: StepRecord): void {
    const number = this.#path.depth - 1;
    const node = this.#path.node(number);
    if (node === undefined) throw new Error('A step was made that nobody has chosen.');
    if (node.branch !== undefined) {
      expectSame(node.branch.record, record);
      return;
    }
    if (this.#time === 'clock') {
      node.branch = { record, past: 0n, bounds: [] };
      return;
    }
    const before = this.#path.before(record, this.#makerOf, (other) => conflict(other.record, record));
    // Where steps are not as they are foreseen, each is compared with itself alone, after the very same steps.
    const known = this.#foresees
      ? this.#foresight.step(record, this.#path.knownOf(before.nearest))
      : undefined;
    if (known !== undefined) expectSame(known.record, record);
    if (!this.#take(node, record, before, known)) this.#end = 'infeasible';
  }

  /**
   * The run is over.
   * @param pending names of the events that have not happened
   */
  end(pending: readonly string[]): RunEnd {
    // The end takes back what is left.
    if (this.#end === undefined && pending.length > 0) this.#wantAllUpTo(this.#path.depth - 1);
    const mayEnd = this.#time === 'clock' || this.#times.mayEnd(pending);
    this.#end ??= mayEnd ? 'complete' : 'infeasible';
    return this.#end;
  }

  /** What is to be done next. After many dead ends it says how many they were, and goes on when it is asked again. */
  next(): Next {
    for (let deadEnds = 0; deadEnds < DEAD_ENDS_AT_ONCE;) {
      const node = this.#path.last;
      if (node === undefined) return { what: 'end', deadEnds };
      if (node.branch !== undefined) node.done.set(node.chosen.name, node.branch);
      this.#times.undoTo(node.mark);
      const { left } = node;
      if (left === undefined) {
        this.#path.pop();
        continue;
      }
      node.chosen = left;
      node.branch = undefined;
      const foreseen = this.#foresees ? this.#goOn() : 'unknown';
      if (foreseen === 'unknown') return { what: 'run', deadEnds };
      deadEnds += 1;
      this.#deadEnds += 1;
      if (foreseen === 'blocked' && this.#deadEnds % CHECKED_EVERY === 0) return { what: 'run', deadEnds };
    }
    return { what: 'nothing yet', deadEnds: DEAD_ENDS_AT_ONCE };
  }

  /** The steps of the run that is going on, with what happens before each. */
  get branches(): readonly Branch[] {
    return this.#path.branches;
  }

  /**
   * How many orders the run that is over stands for, itself included; undefined where that is not known, or where time, the
   * schedule or the code itself takes some of them back.
   */
  get orders(): number | undefined {
    return this.#isPlain ? ordersOf(this.branches) : undefined;
  }

  /** Whether at some of the moments at which the steps of the run that is over may come, the span is longer. */
  mayLastLonger(span: Span, pending: readonly string[]): boolean {
    return this.#times.mayEnd(pending, span);
  }

  /** The earliest moments of these steps; undefined where there are none. Virtual milliseconds. */
  momentsAtEnd(pending: readonly string[], longer?: Span): readonly number[] | undefined {
    return this.#times.momentsAtEnd(pending, longer);
  }

  get #times(): TimeWindows {
    if (this.#windows === undefined) throw new Error('A run is gone through that has not begun.');
    return this.#windows;
  }

  /** Undefined where all that is possible has been gone through elsewhere. */
  #enter(point: Point, isForeseen: boolean): SearchNode | undefined {
    const times = this.#times;
    const isFree = this.#time === 'constraints';
    const options = isFree
      ? times.admitted(point.options, point.pending, (a, b) => this.#path.happensBefore(a, b))
      : point.options;
    const asleep = this.#asleepNow(options);
    const chosen = options.find(({ name }) => !asleep.has(name));
    if (chosen === undefined) return undefined;
    const node = new SearchNode(point, isForeseen, options, chosen, times.mark);
    for (const [name, branch] of asleep) node.asleep.set(name, branch);
    this.#path.push(node);
    if (!isFree || point.pending.some((event) => times.isFinite(event))) {
      node.wantAll();
      this.#isPlain = false;
    }
    if (isFree && options.some(({ isAlone }) => !isAlone)) this.#wantAllUpTo(this.#path.depth);
    return node;
  }

  /** What had been gone through before the last step, does not depend on it, and could have come before or after it. */
  #asleepNow(options: readonly Option[]): ReadonlyMap<string, Branch> {
    const parent = this.#path.last;
    const asleep = new Map<string, Branch>();
    const last = parent?.branch;
    if (parent === undefined || last === undefined) return asleep;
    const names = new Set(options.map(({ name }) => name));
    for (const [name, branch] of [...parent.asleep, ...parent.done])
      if (names.has(name) && !this.#conflict(branch, last)) asleep.set(name, branch);
    if (asleep.size === 0) return asleep;
    if (this.#time === 'clock') {
      for (const [name, branch] of asleep) if (!commute(parent, branch, last.record)) asleep.delete(name);
      return asleep;
    }
    this.#times.undoTo(parent.mark);
    const { chosen } = parent;
    for (const [name, branch] of asleep) {
      const mayFollow = chosen.events.length > 0 || parent.goesOnAfter(branch);
      if (!mayFollow || !this.#times.mayFollow(parent, branch, chosen)) asleep.delete(name);
    }
    this.#times.enter(last);
    return asleep;
  }

  readonly #makerOf = (event: string): number => this.#times.creatorOf(event);

  #conflict(a: Branch, b: Branch): boolean {
    if (a.known === undefined || b.known === undefined) return conflict(a.record, b.record);
    return this.#foresight.conflict(a.known, b.known);
  }

  /** Enters a step. False where there are no moments for all steps. */
  #take(node: SearchNode, record: StepRecord, { past, races }: Before, known?: KnownStep): boolean {
    const number = this.#path.depth - 1;
    const withdrawn = record.withdrawn.filter((event) => node.point.pending.includes(event));
    for (const step of races) this.#path.turnAround(step, past, record.name);
    const branch = {
      record,
      past,
      bounds: this.#times.boundsOf(record, races, withdrawn, node.point.pending),
      ...(known !== undefined && { known }),
    };
    node.branch = branch;
    const closes = record.created.some(({ closesInMs }) => closesInMs !== Infinity);
    if (closes || withdrawn.length > 0) this.#wantAllUpTo(number);
    return this.#times.enter(branch);
  }

  /** What the last step has made of the point before it. */
  #learn(point: Point): void {
    const last = this.#path.node(this.#path.depth - 1);
    const known = last?.branch?.known;
    if (last !== undefined && known !== undefined) learnEffect(known, last.point, point);
  }

  /** Goes on with what is chosen last for as long as it can be told without a run what comes of it. */
  #goOn(): 'unknown' | 'blocked' | 'infeasible' {
    for (;;) {
      const node = this.#path.last;
      if (node === undefined || !node.wantsAll) return 'unknown';
      // Background timers that overtake all else are held up after a while, and nothing here counts them.
      if (node.chosen.events.some((event) => !node.point.live.includes(event))) return 'unknown';
      this.#path.goToLast();
      const found = this.#foreseen(node.chosen.name);
      const point = found && pointAfter(found.step, node.point);
      if (found === undefined || point === undefined || point.live.length === 0) return 'unknown';
      // Elsewhere there are source sets, which leave little to spare.
      if (!this.#willClose(point, found.step)) return 'unknown';
      if (!this.#take(node, found.step.record, found.before, found.step)) return 'infeasible';
      if (this.#enter(point, true) === undefined) return 'blocked';
    }
  }

  /** Whether anything is pending after `step` whose window closes. */
  #willClose({ pending }: Point, { record: { created } }: KnownStep): boolean {
    const closing = new Set(
      created.flatMap(({ name, closesInMs }) => (closesInMs === Infinity ? [] : [name])),
    );
    return pending.some((event) => closing.has(event) || this.#times.isFinite(event));
  }

  /** The step of that name, after the steps of now. */
  #foreseen(name: string): { readonly step: KnownStep; readonly before: Before } | undefined {
    const made = new Set(this.#path.branches.map(({ known }) => known));
    for (const step of this.#foresight.named(name)) {
      if (!step.after.every((other) => made.has(other))) continue;
      const before = this.#path.before(step.record, this.#makerOf, ({ known }) =>
        known === undefined ? true : this.#foresight.conflict(known, step),
      );
      const nearest = this.#path.knownOf(before.nearest);
      if (nearest.length === step.after.length && nearest.every((other) => step.after.includes(other)))
        return { step, before };
    }
    return undefined;
  }

  /** Nothing is known of how many orders a run stands for then, either. */
  #wantAllUpTo(number: number): void {
    this.#isPlain = false;
    this.#path.wantAllUpTo(number);
  }
}

/** What comes after a run. */
export interface Next {
  /** One more run; or there is none; or none was come upon yet. */
  readonly what: 'run' | 'end' | 'nothing yet';
  /** Runs that were spared on the way: nothing new comes of them, as can be told from the runs that were made. */
  readonly deadEnds: number;
}

/** Whether what is asleep, or was gone through from there, commutes with what is chosen there. */
function commute(node: SearchNode, branch: Branch, chosen: StepRecord): boolean {
  const option = node.option(branch.record.name);
  if (option === undefined) return false;
  if (node.chosen.events.length === 0 && !node.goesOnAfter(branch)) return false;
  return commuteInTime(node, branch, option, node.chosen, chosen);
}

function expectSame(was: StepRecord, is: StepRecord): void {
  if (was.name !== is.name) throw new UnstableError(is.name, undefined);
  const difference = differenceOf(was, is);
  if (difference !== undefined) throw new UnstableError(is.name, difference);
}
