import { context } from './context.ts';
import { findingOf } from './author-result.ts';
import type { Drain } from './drain.ts';
import {
  DELIVERED,
  Event,
  type EventType,
  type EventClass,
  type Fault,
  IDLE,
  LATE,
  ORDINARY,
  PENDING,
  STALLED,
} from './event.ts';
import type { CheckResult, Finding } from './finding.ts';
import { checkDeclared } from './kinds.ts';
import type { RunObserver } from './observer.ts';
import { Pending } from './pending.ts';
import { type ChoicePoint, CRASH, type Delivery, type Picker } from './picker.ts';
import { type Ending, reportEnding } from './ending.ts';
import { OrderHash } from './order-hash.ts';
import type { RunLimits } from './run-limits.ts';
import { NameCounter, nameOf, occurrenceAmong } from './event-names.ts';
import { hashString, Random } from './random.ts';
import { active } from './scope.ts';
import { cancelType, crashType, startType } from './synthetic.ts';
import { Task } from './task.ts';
import { RunNotes } from './run-notes.ts';
import { TimerRegistry } from './timer-registry.ts';
import { TaskList } from './task-list.ts';
import { reportException } from './uncaught.ts';

/** Deliveries of events that are not live, in a row, after which waiting tasks are said to hang. */
const HANG_STEPS = 40;

/** What the author's code says when it has set up its tasks: how to check the run at its end. */
export type Checks = () => readonly CheckResult[];

/** One for all runs: a run is synchronous, so there is only one at a time. */
const theDelivery: Delivery = { delayMs: 0, fault: undefined, together: undefined };

const TOGETHER_SALT = hashString('together');

const deliverNothing = (): void => {};

/** One execution from nothing, under one picker. */
export class Run implements ChoicePoint {
  readonly pending = new Pending();
  readonly delivered: Event[] = [];
  readonly created: Event[] = [];
  readonly tasks = new TaskList();
  readonly findings: Finding[] = [];
  readonly cancellable: Task[] = [];
  readonly delivery: Delivery = theDelivery;
  main: Task;
  nowMs = 0;
  horizonMs = Infinity;
  /** Counts changes of simulated state, to tell a livelock from slow progress. */
  revision = 0;
  over = false;
  stalls = 0;
  ending: Ending = 'quiescent';
  private readonly order = new OrderHash();
  private unsettled = 0;
  private crashed = 0;
  private entropy: Random | undefined = undefined;
  private readonly drain: Drain;
  private readonly limits: RunLimits;
  readonly observer: RunObserver | undefined;
  private readonly names: NameCounter | undefined;
  // What few runs need is made when it is first needed: a run takes microseconds.
  private timerRegistry: TimerRegistry | undefined = undefined;
  private notesMade: RunNotes | undefined = undefined;

  constructor(drain: Drain, limits: RunLimits, observer?: RunObserver) {
    this.drain = drain;
    this.limits = limits;
    this.observer = observer;
    // Names are counted as events are made only where they will be asked for throughout.
    this.names = observer === undefined && limits.countNames !== true ? undefined : new NameCounter();
    this.main = this.addTask('main', false);
    this.main.started = true;
    this.expectToSettle(this.main);
  }

  /** Runs `setup`, then delivers events until the run is over, then checks. */
  execute(setup: () => Checks, picker: Picker): void {
    active.run = this;
    try {
      const checks = this.begin(setup);
      this.ending = this.loop(picker);
      reportEnding(this);
      this.over = true;
      if (checks !== undefined) this.check(checks);
    } finally {
      this.over = true;
      active.run = undefined;
      context.task = undefined;
    }
  }

  /** A 53-bit fingerprint of the order of events; equal orders of equal workloads have equal ones. */
  hashOrder(workload: number): number {
    return this.order.of(workload);
  }

  /** The step that is going on, from 1; 0 during set-up. */
  get step(): number {
    return this.delivered.length;
  }

  /** What the code under test gets for `Math.random` and its kin; made when it is first asked for. */
  get random(): Random {
    this.entropy ??= new Random(this.limits.entropy());
    return this.entropy;
  }

  /** The task that is running now. */
  get current(): Task {
    return context.task ?? this.main;
  }

  addTask(name: string, daemon: boolean): Task {
    const tasks = this.tasks;
    let unique = name;
    for (let n = 2; tasks.get(unique) !== undefined; n++) unique = `${name}.${n}`;
    const task = new Task(unique, daemon);
    tasks.add(task);
    return task;
  }

  /** Foreground tasks that have begun or will begin, and have not settled, keep the run going. */
  expectToSettle(task: Task): void {
    if (!task.daemon) this.unsettled += 1;
  }

  settle(task: Task, status: 'fulfilled' | 'rejected' | 'cancelled'): void {
    if (task.dead || task.status !== 'pending') return;
    task.status = status;
    task.settledAtMs = this.nowMs;
    if (!task.daemon) this.unsettled -= 1;
    if (task.cancel !== undefined) this.cancellable.splice(this.cancellable.indexOf(task), 1);
  }

  makeCancellable(task: Task, cancel: () => void): void {
    if (task.cancel === undefined) this.cancellable.push(task);
    task.cancel = cancel;
  }

  addEvent(
    type: EventType,
    key: string | number | undefined,
    opensMs: number,
    closesMs: number,
    deliver: (event: Event, fault: Fault | undefined) => void,
    task: Task = this.current,
    eventClass: EventClass = ORDINARY,
    live = true,
    after?: Event,
  ): Event {
    const sequence = this.created.length;
    const event = new Event(
      type,
      task,
      key,
      sequence,
      this.nowMs,
      opensMs,
      closesMs,
      eventClass,
      live,
      deliver,
    );
    event.after = after;
    this.created.push(event);
    this.pending.add(event);
    if (this.names !== undefined) {
      event.occurrence = this.names.next(event);
      this.observer?.created(this, event);
    }
    return event;
  }

  /** A timer's class and liveness follow from its task: a daemon's timers neither hurry nor keep alive. */
  addTimer(type: EventType, ms: number, deliver: () => void, live: boolean): Event {
    const { daemon } = this.current;
    const dueMs = this.nowMs + ms;
    const eventClass = daemon ? IDLE : ORDINARY;
    const after = this.timers.lastOf(ms);
    const event = this.addEvent(
      type,
      ms,
      dueMs,
      dueMs,
      deliver,
      this.current,
      eventClass,
      live && !daemon,
      after,
    );
    this.timers.add(ms, event);
    return event;
  }

  /** Immediates fire in order, before anything that could only happen later. */
  addImmediate(type: EventType, call: () => void): Event {
    const { timers, nowMs } = this;
    const before = timers.lastImmediate;
    const event = this.addEvent(type, undefined, nowMs, nowMs, call, this.current, ORDINARY, true, before);
    timers.lastImmediate = event;
    return event;
  }

  /** `body` runs when the start is delivered. */
  addStart(task: Task, late: boolean, opensMs: number, closesMs: number, body: () => void): Event {
    this.expectToSettle(task);
    return this.addEvent(startType, undefined, opensMs, closesMs, body, task, late ? LATE : ORDINARY);
  }

  /** What timers of a run have in common; most runs have none. */
  get timers(): TimerRegistry {
    this.timerRegistry ??= new TimerRegistry();
    return this.timerRegistry;
  }

  get notes(): RunNotes {
    this.notesMade ??= new RunNotes();
    return this.notesMade;
  }

  /** The canonical id, `task: label#n`. */
  idOf(event: Event): string {
    if (event.occurrence === 0) event.occurrence = occurrenceAmong(this.created, event);
    return `${nameOf(event)}#${event.occurrence}`;
  }

  report(kind: string, invariant: string, message: string, step = this.step): void {
    if (this.findings.some((known) => known.kind === kind && known.invariant === invariant)) return;
    this.findings.push({ kind, invariant, message, step });
  }

  private begin(setup: () => Checks): Checks | undefined {
    context.task = this.main;
    const before = context.promises;
    const checks = setup();
    this.settle(this.main, 'fulfilled');
    // Most set-ups only declare tasks; where no promise was made nothing can be waiting.
    if (context.promises !== before) this.drain();
    context.task = undefined;
    this.observer?.stepped(this);
    return checks;
  }

  private loop(picker: Picker): Ending {
    const pending = this.pending;
    const maxSteps = this.limits.maxSteps;
    const half = maxSteps >> 1;
    let halfTimeMs = 0;
    let halfRevision = 0;
    let idle = 0;
    for (;;) {
      if (pending.events.length === 0) break;
      if (pending.live > 0) idle = 0;
      else if (this.unsettled === 0) break;
      else if (idle++ >= HANG_STEPS) return this.stalls > 0 ? 'stalled' : 'hang';
      const steps = this.delivered.length;
      if (steps === half) {
        halfTimeMs = this.nowMs;
        halfRevision = this.revision;
      }
      if (steps >= maxSteps) {
        return this.nowMs === halfTimeMs && this.revision === halfRevision ? 'livelock' : 'step-bound';
      }
      this.next(picker);
    }
    if (this.unsettled === 0) return 'quiescent';
    return this.stalls > 0 ? 'stalled' : 'deadlock';
  }

  private next(picker: Picker): void {
    const delivery = this.delivery;
    delivery.delayMs = 0;
    delivery.fault = undefined;
    delivery.together = undefined;
    this.horizonMs = this.pending.horizonMs();
    const choice = picker.pick(this);
    if (choice === CRASH) this.crash();
    else if (typeof choice !== 'number') this.cancel(choice);
    else {
      const isImmediate = this.pending.events[choice]?.type.kind === 'immediate';
      const queued = isImmediate ? this.pending.immediates() : undefined;
      this.deliver(choice, delivery.fault, delivery.delayMs);
      const second = delivery.together as Event | undefined;
      // What came first may have taken the second back.
      if (second?.state === PENDING) {
        this.deliver(this.pending.events.indexOf(second), undefined, 0);
        this.order.mark(TOGETHER_SALT);
      }
      this.endStep();
      if (queued !== undefined) this.finishCheckPhase(queued);
    }
  }

  private endStep(): void {
    this.drain();
    context.task = undefined;
    this.observer?.stepped(this);
  }

  /** Node runs all immediates that were set before it came to the first; no reply and no timer gets in between. */
  private finishCheckPhase(queued: readonly Event[]): void {
    for (const event of queued) {
      if (event.state !== PENDING) continue;
      this.deliver(this.pending.events.indexOf(event), undefined, 0);
      this.endStep();
    }
  }

  private deliver(index: number, fault: Fault | undefined, delayMs: number): Event {
    if (index < 0) throw new Error('The strategy picked no event although some are pending.');
    const event = this.pending.removeAt(index);
    if (event.opensMs > this.nowMs) this.nowMs = event.opensMs;
    if (delayMs > 0) this.nowMs = Math.max(this.nowMs, Math.min(this.nowMs + delayMs, this.horizonMs));
    this.note(event, fault);
    context.task = event.task;
    if (fault === 'stall') {
      event.state = STALLED;
      this.stalls += 1;
      return event;
    }
    event.state = DELIVERED;
    try {
      event.deliver(event, fault);
    } catch (error) {
      reportException(this, error);
    }
    return event;
  }

  private note(event: Event, fault: Fault | undefined): void {
    this.delivered.push(event);
    const code = fault === undefined ? event.sequence : event.sequence ^ hashString(fault);
    this.order.add(code);
    this.observer?.delivering(this, event, fault);
  }

  private cancel(task: Task): void {
    this.synthesize(cancelType, task);
    try {
      task.cancel?.();
    } catch (error) {
      reportException(this, error);
    }
    this.endStep();
  }

  /** All memory is gone; what the world committed stays. */
  private crash(): void {
    this.synthesize(crashType, this.main);
    this.crashed += 1;
    this.pending.clear();
    for (const task of this.tasks.all) task.dead = true;
    this.tasks.clear();
    this.cancellable.length = 0;
    this.unsettled = 0;
    this.main = this.addTask(`main.${this.crashed + 1}`, false);
    this.main.status = 'fulfilled';
    context.task = this.main;
    try {
      for (const restart of this.notesMade?.restarts ?? []) restart();
    } catch (error) {
      reportException(this, error);
    }
    this.endStep();
  }

  private synthesize(type: EventType, task: Task): Event {
    const event = this.addEvent(type, undefined, this.nowMs, this.nowMs, deliverNothing, task);
    this.pending.removeAt(this.pending.events.indexOf(event));
    event.state = DELIVERED;
    // A crash, and the cancellation of one task or of another, come into being with the same number.
    this.order.mark(hashString(nameOf(event)));
    this.note(event, undefined);
    context.task = undefined;
    return event;
  }

  private check(checks: Checks): void {
    context.task = this.main;
    const { checked } = this.limits;
    for (const result of checks()) {
      checked?.add(result.invariant);
      const finding = findingOf(result);
      if (finding !== undefined) this.report(finding.kind, result.invariant, finding.message, finding.step);
    }
    // A rejection raised by the checks must not be blamed on the next run.
    this.drain();
    // Also of those that were reported on the way: the code under test might have caught what is thrown at it.
    for (const { kind } of this.findings) checkDeclared(kind, this.limits.kinds);
  }
}
