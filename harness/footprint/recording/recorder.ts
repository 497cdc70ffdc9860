import { active } from '../../core/active-run.ts';
import { context } from '../../core/context.ts';
import { type Event, isScheduled, WAITING } from '../../core/event.ts';
import { type Choice, type ChoicePoint, CRASH, type Picker, type Strike } from '../../core/picker.ts';
import { Process } from '../../core/process.ts';
import {
  CLOCK,
  EVERYTHING,
  type Reader,
  type Recording,
  recording,
  type Span,
  type Stamp,
} from '../../core/recording.ts';
import type { Run } from '../../core/run.ts';
import type { Task } from '../../core/task.ts';
import type { AccessKind, Location } from '../footprint.ts';
import { Locations } from './locations.ts';
import { nameOf } from './step-names.ts';
import { RecordedStep } from './recorded-step.ts';
import { accessesTo } from './resource-accesses.ts';
import type { AccessSink, RecordingRuntime } from './sink.ts';
import { isInstrumented } from './is-instrumented.ts';

const SET_UP = 'set-up';
const BUDGET = 'the budget of faults';
const ORDER_OF_STEPS = 'the order of steps';
/** All that a simulated machine has. */
const MACHINE = 'node';

/** Strikes and what cannot wait are never pending. */
const NEVER_PENDING: ReadonlySet<string> = new Set(['cancel', 'crash', 'kill']);

/**
 * Records what each step of a run reads and writes: what the engine and services tell it, and, where code is instrumented,
 * what that does. A step begins where a picker has chosen, and ends where it is asked again. One recorder serves many runs
 * of one program: what it has learned of one holds for all.
 */
export class FootprintRecorder implements Recording, AccessSink {
  /** Those of the run that are over; the set-up is the first. */
  steps: RecordedStep[] = [];
  /** Whether accesses are kept with their places and tasks, in their order. */
  readonly holders: boolean;
  /** Whether their values are kept, too. */
  values: boolean;
  /** What is not to take longer in the run that was made last; only where that is left open. */
  spans: Span[] = [];
  readonly #runtime: RecordingRuntime | undefined;
  /** Where no code is instrumented. */
  readonly #locations = new Locations();
  /** Of which kinds of things somebody judges by the stamps. */
  readonly #compared: Readonly<Record<Stamp, Set<string>>> = { step: new Set(), time: new Set() };
  #current: RecordedStep | undefined;
  #names = new Map<Event, string>();
  #strikes = new Map<string, number>();
  #reader: Reader = 'code';
  #run: Run | undefined;
  #isTimeless = false;

  /**
   * @param isDetailed whether accesses are kept with their places, tasks and values, in their order
   * @param runtime what instrumented code calls, where there is any
   */
  constructor(isDetailed = false, runtime?: RecordingRuntime) {
    this.holders = isDetailed;
    this.values = isDetailed;
    this.#runtime = runtime;
  }

  /** Grows where recordings that were made before say too little: then they have to be made again, all of them. */
  get learned(): number {
    return this.#compared.step.size + this.#compared.time.size + (this.#runtime?.learned ?? 0);
  }

  /** Name of the step that is going on. */
  get step(): string {
    return this.#current?.name ?? '';
  }

  /**
   * Records what `make` makes: one run, whose picker it is to watch.
   * @param isTimeless whether no moment of this run counts, as all moments at which its steps may come are looked at
   * afterwards: then `spans` are kept, and who sets a timer first matters only where one fires
   */
  record<T>(make: (watch: (picker: Picker) => Picker) => T, isTimeless = false): T {
    this.#beginRun();
    this.#isTimeless = isTimeless;
    try {
      return make((picker) => this.#watch(picker));
    } finally {
      this.#endRun();
    }
  }

  /** The same of a run that is made later. */
  async recordLater<T>(make: (watch: (picker: Picker) => Picker) => Promise<T>): Promise<T> {
    this.#beginRun();
    try {
      return await make((picker) => this.#watch(picker));
    } finally {
      this.#endRun();
    }
  }

  #beginRun(): void {
    this.steps = [];
    this.spans = [];
    this.#isTimeless = false;
    this.#names = new Map();
    this.#strikes = new Map();
    this.#reader = 'code';
    this.#runtime?.beginRun();
    this.#begin(SET_UP, 0, undefined, 'main');
    recording.to = this;
  }

  #endRun(): void {
    recording.to = undefined;
    this.#pause();
    this.#runtime?.endRun();
  }

  #watch(picker: Picker): Picker {
    return {
      pick: (point) => {
        this.#endStep();
        this.#run = active.run;
        const choice = picker.pick(point);
        this.#beginStep(point, choice);
        return choice;
      },
    };
  }

  /** The run that was recorded last, or is; undefined before its first choice. */
  get lastRun(): Run | undefined {
    return this.#run;
  }

  /** The event of that run that has this name. */
  eventNamed(name: string): Event | undefined {
    for (const [event, own] of this.#names) if (own === name) return event;
    return undefined;
  }

  /** Equal in all runs that agree on the past of the event. */
  nameOf(event: Event): string {
    return this.#names.get(event) ?? '';
  }

  /** Of the step in which that would be chosen, as the delivery is filled in. */
  nameOfChoice(point: ChoicePoint, choice: Choice): string {
    if (typeof choice !== 'number') {
      const what = strikeName(choice);
      return nameOf(what, (this.#strikes.get(what) ?? 0) + 1);
    }
    const name = this.nameOf(point.pending.events[choice] as Event);
    const { fault, together } = point.delivery;
    return nameOfDelivery(name, fault, together === undefined ? undefined : this.nameOf(together));
  }

  #beginStep(point: ChoicePoint, choice: Choice): void {
    const step = point.delivered.length + 1;
    const name = this.nameOfChoice(point, choice);
    if (typeof choice !== 'number') this.#beginStrike(name, step, choice);
    else {
      const event = point.pending.events[choice] as Event;
      this.#begin(name, step, event, event.task.name);
      this.#beginDelivery(event);
      const { fault, together } = point.delivery;
      if (together !== undefined) this.#deliver(together);
      if (fault !== undefined) this.#touch(BUDGET, 'write');
    }
    if (active.run?.node !== undefined) this.#touch(MACHINE, 'write');
  }

  #beginStrike(name: string, step: number, strike: Strike): void {
    const what = strikeName(strike);
    this.#strikes.set(what, (this.#strikes.get(what) ?? 0) + 1);
    const task = strike === CRASH ? undefined : strike instanceof Process ? strike.main : strike;
    this.#begin(name, step, undefined, task?.name ?? 'main');
    this.#touch(BUDGET, 'write');
    this.#touch(EVERYTHING, strike === CRASH ? 'write' : 'read');
    if (task === undefined) return;
    this.#touch(processOf(task), strike instanceof Process ? 'write' : 'read');
    if (strike instanceof Process) return;
    this.#touch(immediatesOf(task), 'read');
    this.#touch(callsOf(task), 'write');
  }

  #beginDelivery(event: Event): void {
    // What keeps no run alive is taken back where the run ends, and that depends on everything.
    this.#touch(EVERYTHING, event.live ? 'read' : 'write');
    this.#touch(processOf(event.task), 'read');
    // Where it has been cancelled, nobody may wait for that any more.
    this.#touch(callsOf(event.task), 'read');
    this.#deliver(event);
    if (event.type.kind !== 'immediate') return;
    // All that were set before come in the same step.
    for (const other of active.run?.pending.immediatesOf(event.task.process) ?? [])
      if (other !== event) this.#deliver(other);
  }

  #deliver(event: Event): void {
    this.#current?.delivered.push(this.nameOf(event));
    const { kind } = event.type;
    // What happens at the server is no business of this event loop.
    if (kind !== 'request' && kind !== 'abort') this.#touch(immediatesOf(event.task), 'read');
    this.#touchSchedule(event, true);
  }

  /** Timers of one duration come in the order in which they were set, and immediates hold up what comes from outside. */
  #touchSchedule(event: Event, fires: boolean): void {
    if (!isScheduled(event)) return;
    const queue = queueOf(event);
    if (queue === undefined) this.#touch(immediatesOf(event.task), 'write');
    else this.#touch(queue, this.#isTimeless && !fires ? 'commute' : 'write');
  }

  #begin(name: string, step: number, event: Event | undefined, task: string): void {
    this.#current = new RecordedStep(name, step, event, task, this.holders);
    if (this.#runtime !== undefined) this.#runtime.sink = this;
  }

  #pause(): void {
    this.#current = undefined;
    if (this.#runtime !== undefined) this.#runtime.sink = undefined;
  }

  #endStep(): void {
    const step = this.#current;
    this.#pause();
    if (step === undefined) return;
    step.end();
    this.steps.push(step);
  }

  read(resource: string, key?: string | number): void {
    if (resource === CLOCK) this.#readClock();
    else this.#touch(resource, 'read', key);
  }

  write(resource: string, key?: string | number): void {
    this.#touch(resource, 'write', key);
  }

  commute(resource: string, key?: string | number): void {
    this.#touch(resource, 'commute', key);
  }

  stamped(stamp: Stamp, of: string): void {
    if (!this.#compared[stamp].has(of)) return;
    if (stamp === 'time') this.#readClock();
    else this.#touch(ORDER_OF_STEPS, 'write');
  }

  compared(stamp: Stamp, of: string): void {
    this.#compared[stamp].add(of);
  }

  get stepNumber(): number {
    return this.steps.length;
  }

  lasted(span: Span): boolean {
    if (this.#isTimeless) this.spans.push(span);
    return this.#isTimeless;
  }

  nameFor(kind: string): string {
    const step = this.#current;
    return step === undefined ? kind : `${kind} ${nameOf(step.name, kind, step.nextName())}`;
  }

  created(event: Event): void {
    const step = this.#current;
    if (step === undefined || NEVER_PENDING.has(event.type.kind)) return;
    let name = this.#names.get(event);
    if (name === undefined) {
      name = nameOf(step.name, step.nextEvent(), event.task.name, event.type.name, event.key ?? '');
      this.#names.set(event, name);
    }
    this.#touchSchedule(event, false);
    // What waits behind another message has no window yet that begins here.
    if (event.state === WAITING) return;
    const nowMs = active.run?.nowMs ?? 0;
    const opensInMs = event.opensMs - nowMs;
    const request = event.type.kind === 'reply' ? event.counterpart : undefined;
    const closesSince = request && this.#names.get(request);
    const queue = queueOf(event);
    if (queue !== undefined)
      step.created.push({ name, opensInMs, closesInMs: event.closesMs - nowMs, queue });
    else if (request === undefined || closesSince === undefined)
      step.created.push({ name, opensInMs, closesInMs: event.closesMs - nowMs });
    else {
      // Whenever the request came, it is the whole that takes no longer than it may.
      const closesInMs = request.closesMs - request.createdMs + opensInMs;
      step.created.push({ name, opensInMs, closesInMs, closesSince });
    }
  }

  withdrawn(event: Event): void {
    this.#current?.withdrawn.push(this.nameOf(event));
    this.#touchSchedule(event, false);
  }

  reader(who: Reader): void {
    this.#reader = who;
  }

  changed(object: object): void {
    this.#runtime?.touch(object, 'write');
  }

  called(service: string, method: unknown): void {
    // What is instrumented tells by itself what it does.
    if (this.#runtime === undefined || !isInstrumented(method)) this.#touch(service, 'write');
  }

  ended(): void {
    this.#endStep();
  }

  #readClock(): void {
    // In the set-up it is always 0.
    if (this.#current !== undefined && this.#reader !== 'nobody' && this.#current.step > 0)
      this.#current.readsClock = true;
  }

  #touch(resource: string, kind: AccessKind, key?: string | number): void {
    if (this.#current === undefined) return;
    for (const access of accessesTo(resource, key, kind)) {
      const { name, label, sort } = access;
      const location = this.#runtime?.locate(name, label, sort) ?? this.#locations.number(name, label, sort);
      this.access(location, access.kind, 0);
    }
  }

  access(location: number, kind: AccessKind, site: number, value?: string): void {
    const step = this.#current;
    if (step === undefined || this.#reader === 'nobody') return;
    const isChecked = this.#reader === 'checks';
    if (step.accesses === undefined && !isChecked) return step.touch(location, kind);
    const task = context.task?.name ?? step.task;
    const access = { location, kind, task, site, value };
    if (isChecked) step.addChecked(access);
    else step.add(access);
  }

  /** What a number stands for. */
  location(number: number): Location {
    return this.#runtime?.location(number) ?? this.#locations.at(number);
  }

  /** Where a site of the source is. */
  place(site: number): string | undefined {
    return site === 0 ? undefined : this.#runtime?.place(site);
  }
}

/** Of the step in which an event is delivered as it is, or fails, or shares its chunk. When it comes is no part of it. */
export function nameOfDelivery(
  event: string,
  fault: string | undefined,
  together: string | undefined,
): string {
  if (fault === undefined && together === undefined) return event;
  return nameOf(event, fault ?? '', together ?? '');
}

function strikeName(strike: Strike): string {
  if (strike === CRASH) return CRASH;
  return strike instanceof Process ? `kill ${strike.name}` : `cancel ${strike.name}`;
}

function processOf(task: Task): string {
  return `process ${task.process.name}`;
}

function queueOf({ type, key, task }: Event): string | undefined {
  return type.kind === 'timer' ? `timers of ${key} ms of ${task.process.name}` : undefined;
}

function callsOf(task: Task): string {
  return `what ${task.name} waits for`;
}

function immediatesOf(task: Task): string {
  return `immediates of ${task.process.name}`;
}
