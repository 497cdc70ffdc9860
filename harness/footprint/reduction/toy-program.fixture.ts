import type { Option, Point } from './point.ts';
import type { CreatedEvent, StepRecord } from './step-record.ts';

/** What an event does when it happens, one after the other. */
export type ToyAction =
  | { readonly op: 'read' | 'write' | 'add'; readonly cell: string }
  /** Makes an event, which no other action makes. */
  | { readonly op: 'create'; readonly event: string }
  /** Only where what is in the cell is odd. */
  | { readonly op: 'createIfOdd'; readonly cell: string; readonly event: string }
  | { readonly op: 'writeIfOdd'; readonly cell: string; readonly other: string }
  | { readonly op: 'withdraw'; readonly event: string }
  | { readonly op: 'readClock' };

export interface ToyEvent {
  /** Virtual milliseconds from the moment at which it is made. */
  readonly window: readonly [number, number];
  readonly actions: readonly ToyAction[];
  /** Whether it may fail, within the budget: then it only writes that down. */
  readonly mayFail?: boolean;
  /** Does not keep the run going. */
  readonly isIdle?: boolean;
  /** It closes as long after that other closes as it opens after it is made. */
  readonly isReplyTo?: string;
  /** Of those of one queue the one that was made first comes first. */
  readonly queue?: string;
  /** May happen in one chunk with that other. */
  readonly with?: string;
}

/** Takes back one event, and makes another, while the first is pending; within the budget. */
export interface ToyStrike {
  readonly withdraws: string;
  readonly creates: string;
}

/** A program without an engine: events that read, write, and make or take back others. */
export interface ToyProgram {
  readonly events: Readonly<Record<string, ToyEvent>>;
  /** What is pending at first. */
  readonly roots: readonly string[];
  readonly strikes?: Readonly<Record<string, ToyStrike>>;
  readonly budget?: number;
}

interface Writable {
  readonly reads: Set<string>;
  readonly writes: Set<string>;
  readonly commutes: Set<string>;
  readonly created: CreatedEvent[];
  readonly withdrawn: string[];
  readsClock: boolean;
}

/** One run of a toy program, step by step. */
export class ToyRun {
  readonly #program: ToyProgram;
  readonly pending: string[];
  readonly #cells = new Map<string, number>();
  readonly #seen: string[] = [];
  #budget: number;
  /** As the engine would count it, where each event comes at its earliest moment. */
  #nowMs = 0;
  readonly #windows = new Map<string, readonly [opensMs: number, closesMs: number]>();

  constructor(program: ToyProgram) {
    this.#program = program;
    this.pending = [...program.roots];
    this.#budget = program.budget ?? 0;
    for (const root of program.roots) this.#made(root);
  }

  get setup(): StepRecord {
    const created = this.#program.roots.map((event) => this.#made(event));
    return { ...record(''), created, name: '', delivered: [] };
  }

  get isOver(): boolean {
    return this.pending.every((event) => this.#event(event).isIdle === true);
  }

  get point(): Point {
    const live = this.pending.filter((event) => this.#event(event).isIdle !== true);
    const isForeseeable = Object.values(this.#program.events).every((event) => event.with === undefined);
    const mayFail = this.#budget > 0;
    return { options: this.#options(), pending: [...this.pending], live, mayFail, isForeseeable };
  }

  /** The same where time is as the engine counts it. */
  get pointInTime(): Point {
    const { options, ...point } = this.point;
    const at = (event: string, side: 0 | 1): number => this.#windows.get(event)?.[side] ?? 0;
    const horizonMs = Math.min(...this.pending.map((event) => at(event, 1)));
    return {
      ...point,
      options: options.filter(({ events }) => events.every((event) => at(event, 0) <= horizonMs)),
      clock: { nowMs: this.#nowMs, windows: new Map(this.#windows), dueMs: Infinity },
    };
  }

  /** What came of it: what each event saw, and what is left. */
  get outcome(): string {
    return [
      ...this.#seen.toSorted(),
      ...[...this.#cells].map(([cell, value]) => `${cell}=${value}`).toSorted(),
    ].join(' ');
  }

  #options(): Option[] {
    const { strikes = {} } = this.#program;
    const shared = Object.values(this.#program.events).map((event) => event.with);
    const plain = this.pending.map((event) => ({
      name: event,
      events: [event],
      isAlone: this.#event(event).with === undefined && !shared.includes(event),
      isFault: false,
    }));
    const extra: Option[] = [];
    for (const event of this.pending) {
      const { with: other } = this.#event(event);
      if (other !== undefined && this.pending.includes(other))
        extra.push({ name: `${event}+${other}`, events: [event, other], isAlone: false, isFault: false });
      if (this.#budget > 0 && this.#event(event).mayFail === true)
        extra.push({ name: `${event}!`, events: [event], isAlone: false, isFault: true });
    }
    if (this.#budget === 0) return [...plain, ...extra];
    for (const [name, { withdraws }] of Object.entries(strikes))
      if (this.pending.includes(withdraws)) extra.push({ name, events: [], isAlone: false, isFault: true });
    return [...plain, ...extra];
  }

  take({ name, events }: Option): StepRecord {
    const step = record(name);
    for (const event of events) {
      this.pending.splice(this.pending.indexOf(event), 1);
      step.writes.add(stateOf(event));
      this.#touchQueue(event, step.writes);
      this.#nowMs = Math.max(this.#nowMs, this.#windows.get(event)?.[0] ?? 0);
    }
    const strike = this.#program.strikes?.[name];
    const fails = name.endsWith('!');
    if (strike !== undefined || fails) {
      this.#budget -= 1;
      step.writes.add('the budget');
    }
    const isIdle = events.some((event) => this.#event(event).isIdle === true);
    (isIdle ? step.writes : step.reads).add('the end');
    if (strike !== undefined) {
      this.#withdraw(strike.withdraws, step);
      this.#create(strike.creates, step);
      this.#seen.push(name);
    } else if (fails) this.#seen.push(name);
    else for (const event of events) this.#happen(event, step);
    return { ...step, name, delivered: events };
  }

  #happen(event: string, step: Writable): void {
    let sum = hash(event);
    for (const action of this.#event(event).actions) {
      if (action.op === 'create') this.#create(action.event, step);
      else if (action.op === 'withdraw') this.#withdraw(action.event, step);
      else if (action.op === 'readClock') {
        step.readsClock = true;
        sum = hash(`${sum} ${this.#nowMs}`);
      } else {
        const { cell } = action;
        const value = this.#cells.get(cell) ?? 0;
        if (action.op !== 'write' && action.op !== 'add') {
          step.reads.add(cell);
          sum = hash(`${sum} ${value}`);
        }
        if (action.op === 'createIfOdd' && value % 2 === 1) this.#create(action.event, step);
        if (action.op === 'writeIfOdd' && value % 2 === 1) this.#set(step.writes, action.other, sum);
        if (action.op === 'write') this.#set(step.writes, cell, sum);
        if (action.op === 'add') this.#set(step.commutes, cell, (value + hash(event)) % 2 ** 31);
      }
    }
    this.#seen.push(`${event}:${sum}`);
  }

  #set(locations: Set<string>, cell: string, value: number): void {
    locations.add(cell);
    this.#cells.set(cell, value);
  }

  #create(event: string, step: Writable): void {
    this.pending.push(event);
    step.writes.add(stateOf(event));
    this.#touchQueue(event, step.commutes);
    step.created.push(this.#made(event));
  }

  #withdraw(event: string, step: Writable): void {
    const at = this.pending.indexOf(event);
    step.reads.add(stateOf(event));
    if (at < 0) return;
    this.pending.splice(at, 1);
    step.writes.add(stateOf(event));
    this.#touchQueue(event, step.commutes);
    step.withdrawn.push(event);
  }

  #touchQueue(event: string, locations: Set<string>): void {
    const { queue } = this.#event(event);
    if (queue !== undefined) locations.add(`queue ${queue}`);
  }

  /** Whether nothing of its queue was made before it, in this run, and is pending. */
  isFirst(event: string): boolean {
    const { queue } = this.#event(event);
    return queue === undefined || this.pending.find((other) => this.#event(other).queue === queue) === event;
  }

  #event(name: string): ToyEvent {
    const event = this.#program.events[name];
    if (event === undefined) throw new Error(`There is no event ${name}.`);
    return event;
  }

  #made(name: string): CreatedEvent {
    const { window, isReplyTo: request, queue } = this.#event(name);
    const [opensInMs, closesInMs] = window;
    if (request === undefined) {
      this.#windows.set(name, [this.#nowMs + opensInMs, this.#nowMs + closesInMs]);
      return { name, opensInMs, closesInMs, ...(queue !== undefined && { queue }) };
    }
    const requestClosesMs = this.#windows.get(request)?.[1] ?? Infinity;
    this.#windows.set(name, [this.#nowMs + opensInMs, requestClosesMs + opensInMs]);
    return {
      name,
      opensInMs,
      closesInMs: this.#event(request).window[1] + opensInMs,
      closesSince: request,
    };
  }
}

function record(name: string): Writable & { readonly name: string } {
  return {
    name,
    reads: new Set(),
    writes: new Set(),
    commutes: new Set(),
    created: [],
    withdrawn: [],
    readsClock: false,
  };
}

function stateOf(event: string): string {
  return `whether ${event} is pending`;
}

function hash(text: string): number {
  let sum = 7;
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) % 2_147_483_647;
  return sum;
}
