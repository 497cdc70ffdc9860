import type { Span } from '../../core/recording.ts';
import type { Option } from './point.ts';
import { type Branch, OWN, type SearchNode } from './search-node.ts';
import type { CreatedEvent, StepRecord } from './step-record.ts';
import { type TimeConstraint, type TimeMark, TimeNetwork } from './time-network.ts';

/** When an event may come: so long after the step that made it, which is numbered as its moment is. */
interface Window {
  readonly from: number;
  readonly opensInMs: number;
  /** The moment from which on it is counted when it closes. */
  readonly since: number;
  readonly closesInMs: number;
  readonly queue: string | undefined;
  /** Its number among those that the same step made. */
  readonly number: number;
}

/** What is longer than something is so by that at least: well above what sums of fractions may be wrong by. */
const LONGER_MS = 1e-6;

const ANY_TIME: Window = {
  from: 0,
  opensInMs: 0,
  since: 0,
  closesInMs: Infinity,
  queue: undefined,
  number: 0,
};

/**
 * Time as constraints: each step of the run has a moment, moment 0 is the set-up. A step comes within the windows of
 * what it delivers, which are relative to the steps that made that, and after the steps that it depends on; what it
 * takes back could have come until then. Steps that do not depend on each other have no order, so that all runs which
 * differ in the order of such steps alone satisfy the same constraints.
 */
export class TimeWindows {
  readonly #network = new TimeNetwork();
  readonly #windows = new Map<string, Window>();

  constructor(setup: readonly CreatedEvent[]) {
    this.#network.addMoment();
    this.#learn(setup, 0);
  }

  get mark(): TimeMark {
    return this.#network.mark;
  }

  undoTo(mark: TimeMark): void {
    this.#network.undoTo(mark);
  }

  /** Whether the window of `event` closes at all. */
  isFinite(event: string): boolean {
    return this.#windowOf(event).closesInMs !== Infinity;
  }

  /** Number of the step, from 0, that made `event`; −1 for the set-up. */
  creatorOf(event: string): number {
    return this.#windowOf(event).from - 1;
  }

  /**
   * What may come next: there are moments at which nothing that is pending has to be earlier.
   * @param happensBefore whether one step happens before another, by number
   */
  admitted(
    options: readonly Option[],
    pending: readonly string[],
    happensBefore: (step: number, other: number) => boolean,
  ): readonly Option[] {
    const closing = pending.filter((event) => this.isFinite(event));
    const isQueued = pending.some((event) => this.#windowOf(event).queue !== undefined);
    if (closing.length === 0 && !isQueued) return options;
    // What fails, and what shares a chunk, comes when the event does.
    const known = new Map<string, boolean>();
    return options.filter(({ events }) => {
      const key = events.join('\n');
      let mayCome = known.get(key);
      if (mayCome === undefined) {
        const inQueue = isQueued ? this.#inQueue(events, pending) : [];
        mayCome =
          !inQueue.some(([event, other]) => isMadeBefore(other, event, happensBefore)) &&
          this.#isPossible((network) => this.#mayCome(network, events, closing, inQueue.map(madeFirst)));
        known.set(key, mayCome);
      }
      return mayCome;
    });
  }

  /**
   * What the moment of a step has to satisfy.
   * @param after numbers of the steps that it comes after
   * @param withdrawn pending events that it took back
   * @param pending all that were pending before it
   */
  boundsOf(
    { delivered }: StepRecord,
    after: readonly number[],
    withdrawn: readonly string[],
    pending: readonly string[],
  ): TimeConstraint[] {
    const bounds = [notBefore(0), ...after.map((step) => notBefore(step + 1))];
    for (const pair of this.#inQueue(delivered, pending)) bounds.push(madeFirst(pair));
    for (const event of delivered) bounds.push(...within(this.#windowOf(event)));
    for (const event of withdrawn) bounds.push(...until(this.#windowOf(event)));
    return bounds;
  }

  /** Enters the next step. False where there are no moments for all steps. */
  enter({ record, bounds }: Branch): boolean {
    const moment = this.#addMoment(this.#network, bounds);
    this.#learn(record.created, moment);
    return bounds.every((bound) => this.#network.add(withOwn(bound, moment)));
  }

  /** Whether `option` may come right after `before`, where both are possible at `node`, to which all else is undone. */
  mayFollow(node: SearchNode, before: Branch, option: Option): boolean {
    const { record } = before;
    const isGone = (event: string): boolean =>
      record.delivered.includes(event) || record.withdrawn.includes(event);
    const pending = node.point.pending.filter((event) => !isGone(event));
    const closing = pending.filter((event) => this.isFinite(event));
    const own = record.created.filter(({ closesInMs }) => closesInMs !== Infinity);
    const inQueue = this.#inQueue(option.events, pending).map(madeFirst);
    if (closing.length + own.length + inQueue.length === 0) return true;
    return this.#isPossible((network) => {
      const moment = this.#addMoment(network, before.bounds);
      if (!before.bounds.every((bound) => network.add(withOwn(bound, moment)))) return false;
      const windows = own.map((each, number) => this.#windowFrom(each, number, moment));
      return this.#mayCome(network, option.events, closing, [...inQueue, ...windows.flatMap(until)]);
    });
  }

  /** Whether the run can be over while `pending` is still pending, and the span be longer than it is to be. */
  mayEnd(pending: readonly string[], longer?: Span): boolean {
    return this.#isPossible((network) => this.#end(network, pending, longer));
  }

  /** The earliest moments of the steps, virtual milliseconds, with which the run can be over like that. */
  momentsAtEnd(pending: readonly string[], longer?: Span): readonly number[] | undefined {
    let moments: readonly number[] | undefined;
    this.#isPossible((network) => {
      const mayEnd = this.#end(network, pending, longer);
      if (mayEnd) moments = network.earliest()?.slice(1);
      return mayEnd;
    });
    return moments;
  }

  #end(network: TimeNetwork, pending: readonly string[], longer: Span | undefined): boolean {
    if (longer !== undefined) {
      const { from, to, atMostMs } = longer;
      if (!network.add({ earlier: to, later: from, withinMs: -(atMostMs + LONGER_MS) })) return false;
    }
    const { size } = network;
    for (const event of pending) {
      const { since, closesInMs } = this.#windowOf(event);
      if (closesInMs === Infinity) continue;
      for (let moment = 0; moment < size; moment++)
        if (!network.add({ earlier: since, later: moment, withinMs: closesInMs })) return false;
    }
    return true;
  }

  #windowOf(event: string): Window {
    return this.#windows.get(event) ?? ANY_TIME;
  }

  #learn(created: readonly CreatedEvent[], from: number): void {
    created.forEach((each, number) => this.#windows.set(each.name, this.#windowFrom(each, number, from)));
  }

  #windowFrom(
    { opensInMs, closesInMs, closesSince, queue }: CreatedEvent,
    number: number,
    from: number,
  ): Window {
    const since = closesSince === undefined ? from : this.#windowOf(closesSince).from;
    return { from, opensInMs, since, closesInMs, queue, number };
  }

  /** The windows of each of these, and of each other that is pending in the same queue. */
  #inQueue(events: readonly string[], pending: readonly string[]): QueuedPair[] {
    return events.flatMap((event) => {
      const window = this.#windowOf(event);
      if (window.queue === undefined) return [];
      const others = pending.filter(
        (other) => !events.includes(other) && this.#windowOf(other).queue === window.queue,
      );
      return others.map((other): QueuedPair => [window, this.#windowOf(other)]);
    });
  }

  #isPossible(attempt: (network: TimeNetwork) => boolean): boolean {
    const { mark } = this.#network;
    const isPossible = attempt(this.#network);
    this.#network.undoTo(mark);
    return isPossible;
  }

  #mayCome(
    network: TimeNetwork,
    events: readonly string[],
    closing: readonly string[],
    more: readonly TimeConstraint[],
  ): boolean {
    const bounds = [
      notBefore(0),
      ...events.flatMap((event) => within(this.#windowOf(event))),
      ...closing.flatMap((event) => until(this.#windowOf(event))),
      ...more,
    ];
    const moment = this.#addMoment(network, bounds);
    return bounds.every((bound) => network.add(withOwn(bound, moment)));
  }

  /** Where it has to be at least: then nothing has to move for that. */
  #addMoment(network: TimeNetwork, bounds: readonly TimeConstraint[]): number {
    let leastMs = -Infinity;
    for (const { earlier, later, withinMs } of bounds)
      if (earlier === OWN) leastMs = Math.max(leastMs, network.guess(later) - withinMs);
    return network.addMoment(leastMs);
  }
}

/** One that comes, and one of its queue that is still pending. */
type QueuedPair = readonly [Window, Window];

/** The first was made no later than the other. */
function madeFirst([event, other]: QueuedPair): TimeConstraint {
  return { earlier: other.from, later: event.from, withinMs: 0 };
}

function isMadeBefore(
  one: Window,
  other: Window,
  happensBefore: (step: number, other: number) => boolean,
): boolean {
  if (one.from === other.from) return one.number < other.number;
  return happensBefore(one.from - 1, other.from - 1);
}

function notBefore(moment: number): TimeConstraint {
  return { earlier: OWN, later: moment, withinMs: 0 };
}

function until({ since, closesInMs }: Window): TimeConstraint[] {
  return closesInMs === Infinity ? [] : [{ earlier: since, later: OWN, withinMs: closesInMs }];
}

function within(window: Window): TimeConstraint[] {
  return [{ earlier: OWN, later: window.from, withinMs: -window.opensInMs }, ...until(window)];
}

function withOwn({ earlier, later, withinMs }: TimeConstraint, moment: number): TimeConstraint {
  return {
    earlier: earlier === OWN ? moment : earlier,
    later: later === OWN ? moment : later,
    withinMs,
  };
}
