import type { Span } from '../../core/recording.ts';
import { conflict } from '../recording/conflict.ts';
import { commuteInTime } from './clock-time.ts';
import type { Option, Point } from './point.ts';
import { type Branch, SearchNode } from './search-node.ts';
import { ordersOf } from './plain-orders.ts';
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
 */
export class ReducedSearch {
  readonly #nodes: SearchNode[] = [];
  readonly #time: TimeRule;
  #windows: TimeWindows | undefined = undefined;
  #setup: StepRecord | undefined = undefined;
  /** Steps of the run that is going on. */
  #depth = 0;
  #end: RunEnd | undefined = undefined;
  #isOver = false;
  /** Whether all that was ever pending happened, and could have at any time. */
  #isPlain = true;

  constructor(time: TimeRule = 'constraints') {
    this.#time = time;
  }

  /** The run has been set up. */
  begin(setup: StepRecord): void {
    if (this.#setup !== undefined) expectSame(this.#setup, setup);
    else {
      this.#setup = setup;
      this.#windows = new TimeWindows(setup.created);
    }
    this.#depth = 0;
    this.#end = undefined;
  }

  /** What comes next; undefined where the run need not go on. */
  choose(point: Point): Option | undefined {
    if (this.#end !== undefined) return undefined;
    const known = this.#nodes[this.#depth];
    const node = known ?? this.#enter(point);
    if (node === undefined) {
      this.#end = 'blocked';
      return undefined;
    }
    this.#depth += 1;
    const { name } = node.chosen;
    const chosen = known === undefined ? node.chosen : point.options.find((option) => option.name === name);
    if (chosen === undefined) throw new UnstableError(name, undefined);
    return chosen;
  }

  /** What the step that was chosen has touched. */
  stepped(record: StepRecord): void {
    const number = this.#depth - 1;
    const node = this.#nodes[number];
    if (node === undefined) throw new Error('A step was made that nobody has chosen.');
    if (node.branch !== undefined) {
      expectSame(node.branch.record, record);
      return;
    }
    const withdrawn = record.withdrawn.filter((event) => node.pending.includes(event));
    if (this.#time === 'clock') {
      node.branch = { record, past: 0n, bounds: [] };
      return;
    }
    const branch = this.#related(record, number, withdrawn);
    node.branch = branch;
    if (!this.#times.enter(branch)) this.#end = 'infeasible';
    const closes = record.created.some(({ closesInMs }) => closesInMs !== Infinity);
    if (closes || withdrawn.length > 0) this.#wantAllUpTo(number);
  }

  /**
   * The run is over.
   * @param pending names of the events that have not happened
   */
  end(pending: readonly string[]): RunEnd {
    // The end takes back what is left.
    if (this.#end === undefined && pending.length > 0) this.#wantAllUpTo(this.#depth - 1);
    const mayEnd = this.#time === 'clock' || this.#times.mayEnd(pending);
    this.#end ??= mayEnd ? 'complete' : 'infeasible';
    return this.#end;
  }

  /** Whether there is one more run to make. */
  next(): boolean {
    if (this.#isOver) return false;
    for (let node = this.#nodes.at(-1); node !== undefined; node = this.#nodes.at(-1)) {
      if (node.branch !== undefined) node.done.set(node.chosen.name, node.branch);
      this.#times.undoTo(node.mark);
      const { left } = node;
      if (left !== undefined) {
        node.chosen = left;
        node.branch = undefined;
        return true;
      }
      this.#nodes.pop();
    }
    this.#isOver = true;
    return false;
  }

  /** The steps of the run that is going on, with what happens before each. */
  get branches(): readonly Branch[] {
    return this.#nodes.slice(0, this.#depth).flatMap(({ branch }) => branch ?? []);
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
  #enter(point: Point): SearchNode | undefined {
    const times = this.#times;
    const isFree = this.#time === 'constraints';
    const options = isFree ? times.admitted(point.options, point.pending) : point.options;
    const asleep = this.#asleepNow(options);
    const chosen = options.find(({ name }) => !asleep.has(name));
    if (chosen === undefined) return undefined;
    const node = new SearchNode(point, options, chosen, times.mark);
    for (const [name, branch] of asleep) node.asleep.set(name, branch);
    this.#nodes.push(node);
    if (!isFree || point.pending.some((event) => times.isFinite(event))) {
      node.wantAll();
      this.#isPlain = false;
    }
    if (isFree && options.some(({ isAlone }) => !isAlone)) this.#wantAllUpTo(this.#depth);
    return node;
  }

  /** What had been gone through before the last step, does not depend on it, and could have come before or after it. */
  #asleepNow(options: readonly Option[]): ReadonlyMap<string, Branch> {
    const parent = this.#nodes.at(-1);
    const asleep = new Map<string, Branch>();
    const last = parent?.branch;
    if (parent === undefined || last === undefined) return asleep;
    const names = new Set(options.map(({ name }) => name));
    for (const [name, branch] of [...parent.asleep, ...parent.done])
      if (names.has(name) && !conflict(branch.record, last.record)) asleep.set(name, branch);
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

  /** Finds out what happens before a step, and which races it shows. */
  #related(record: StepRecord, number: number, withdrawn: readonly string[]): Branch {
    let past = 0n;
    const direct: number[] = [];
    const add = (step: number): void => {
      past |= (this.#nodes[step]?.branch?.past ?? 0n) | (1n << BigInt(step));
    };
    for (const event of record.delivered) {
      const creator = this.#times.creatorOf(event);
      if (creator >= 0) add(creator);
    }
    for (let step = number - 1; step >= 0; step--) {
      if ((past & (1n << BigInt(step))) !== 0n) continue;
      const other = this.#nodes[step]?.branch;
      if (other === undefined || !conflict(other.record, record)) continue;
      direct.push(step);
      add(step);
    }
    for (const step of direct) this.#turnAround(step, past, record.name);
    return { record, past, bounds: this.#times.boundsOf(record, direct, withdrawn) };
  }

  /**
   * A race: the step `last` could have come before `step`. Sees to it that something is gone through there with which a run
   * can begin in which it does: what it needs of the steps since, which are the same without `step`; else the last itself.
   * It may touch other things where it comes first. What these are is found out as it is gone through from there, unless
   * it is asleep: then there is no telling what else it races with.
   */
  #turnAround(step: number, pastOfLast: bigint, nameOfLast: string): void {
    const node = this.#nodes[step];
    if (node === undefined) return;
    const needed = pastOfLast & ~this.#afterOrBefore(step);
    const first: string[] = [];
    for (let i = step + 1; needed >> BigInt(i) !== 0n; i++) {
      const branch = this.#nodes[i]?.branch;
      if (branch !== undefined && (needed & (1n << BigInt(i))) !== 0n && (branch.past & needed) === 0n)
        first.push(branch.record.name);
    }
    if (first.length === 0 && !node.asleep.has(nameOfLast)) first.push(nameOfLast);
    else if (first.some((name) => node.asleep.has(name))) return;
    if (first.some((name) => node.wants(name))) return;
    const known = first.find((name) => node.has(name));
    if (known === undefined) node.wantAll();
    else node.want(known);
  }

  /** Steps up to `step`, and those that come after it because they depend on it. */
  #afterOrBefore(step: number): bigint {
    const own = 1n << BigInt(step);
    let steps = (own << 1n) - 1n;
    for (let i = step + 1; i < this.#depth; i++)
      if (((this.#nodes[i]?.branch?.past ?? 0n) & own) !== 0n) steps |= 1n << BigInt(i);
    return steps;
  }

  #wantAllUpTo(number: number): void {
    this.#isPlain = false;
    for (let i = 0; i <= number; i++) this.#nodes[i]?.wantAll();
  }
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
