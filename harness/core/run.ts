import { context } from './context.ts';
import { breakingStep, type DamageStep } from './damage-step.ts';
import type { Drain } from './drain.ts';
import type { Ending } from './ending.ts';
import type { Event, Fault } from './event.ts';
import { NameCounter, nameOf, occurrenceAmong } from './event-names.ts';
import type { Finding } from './finding.ts';
import type { RunObserver } from './observer.ts';
import type { KnownWaits } from './known-waits.ts';
import { OrderHash } from './order-hash.ts';
import { Pending } from './pending.ts';
import { Process } from './process.ts';
import type { ChoicePoint, Delivery } from './picker.ts';
import { hashString, type Random } from './random.ts';
import { randomFrom } from './recorded-random.ts';
import { CLOCK, recording } from './recording.ts';
import type { RunLimits } from './run-limits.ts';
import { RunNotes } from './run-notes.ts';
import type { SimulatedNode } from './simulated-node.ts';
import type { StandingChecks } from './standing-checks.ts';
import type { Task } from './task.ts';
import { Tasks } from './tasks.ts';

/** How often code reads the clock in one step before it moves. */
const CLOCK_READS_MAX = 10_000;

/** Events that come after so many others are not numbered by a look at each of those: all are numbered at once. */
const NUMBERED_ONE_BY_ONE_MAX = 256;

/** One for all runs: a run is synchronous, so there is only one at a time. */
const theDelivery: Delivery = { delayMs: 0, fault: undefined, together: undefined };

const NO_PROCESS: readonly Process[] = [];

/** So that the code under test and the author (`sim.random`) do not draw the same numbers. */
const ENTROPY_SALT = hashString('entropy');

/** A delivery that failed, came later than it could, or in one chunk with another. */
export interface Disturbance {
  readonly event: Event;
  readonly by: Fault | 'delay' | 'together';
}

/** The state of one execution from nothing. What moves it on are `execute`, step by step `takeStep`, and `deliver`. */
export class Run implements ChoicePoint {
  /** Runs what a delivery has made ready; after it nothing moves before the next delivery. */
  readonly drain: Drain;
  readonly limits: RunLimits;
  /** Only where somebody will read of this run. */
  readonly observer: RunObserver | undefined;
  /** What may be delivered, now or later, and has neither happened nor been taken back. */
  readonly pending: Pending;
  /** All that came into being: the n-th, from 0, has the `sequence` n. */
  readonly created: Event[] = [];
  /** All that happened, in that order; what stalled, a cancellation and a crash are among them. */
  readonly delivered: Event[] = [];
  /** Deliveries that were not as usual, whatever their order; absent where there was none. */
  disturbed: Disturbance[] | undefined = undefined;
  /**
   * A fingerprint of `delivered`, brought up to date with each delivery; of a run that hangs, up to where it seemed to.
   */
  order = new OrderHash();
  /** The tasks of the processes that are alive: a crash begins with none. */
  readonly tasks = new Tasks();
  /** Those that are alive: that of the scenario's own code, and programs that have not ended. */
  readonly processes: Process[] = [];
  /** In which the scenario's own code is. */
  process: Process;
  /** The first finding of each kind and invariant. */
  readonly findings: Finding[] = [];
  /** How the next event is to be delivered; a picker's to fill in, and of no meaning between steps. */
  readonly delivery: Delivery = theDelivery;
  /** In whose name everything happens that is no other task's. Never keeps a run going once set-up is through. */
  main: Task;
  /** Virtual milliseconds since the run began. Never goes back. */
  nowMs = 0;
  /** The earliest closing of all windows when the last choice was made: what opens later was not enabled then. */
  horizonMs = Infinity;
  /** What `horizonMs` would be if timers and immediates came as late as they may. */
  latestMs = Infinity;
  /** How much of `nowMs` passed only because somebody went round and round the event loop. */
  idleMs = 0;
  /** Before that moment the run goes on while anything is pending, whatever it is. Virtual milliseconds. */
  aliveUntilMs = 0;
  /** Counts changes of simulated state, to tell a livelock from slow progress. */
  revision = 0;
  /** Events that never complete, because of a fault: while there is one, waiting is nobody's own deadlock. */
  stalls = 0;
  /** The last step in which a fault, a cancellation or a crash struck; 0 where none did. */
  faultStep = 0;
  /** When that was, virtual milliseconds. */
  faultMs = 0;
  /** By name, which process declared it. Only where names are looked at. */
  declaredNames: Map<string, string> | undefined = undefined;
  /** What the author's code did with the harness that cannot be meant. */
  misuse: Error | undefined = undefined;
  /** Only where the author declares some. */
  standing: StandingChecks | undefined = undefined;
  /** How often all has crashed. */
  crashes = 0;
  /** Set before the checks: from then on nothing comes into being, and calls are never answered. */
  over = false;
  /** Whether it counts for nothing, and is made again. */
  isGivenUp = false;
  /** While the author's checks are called. */
  isChecking = false;
  /** Where it ended in a hang: the last step that moved anything. */
  waitsSince = 0;
  /** Whether ticks came in the default order, whatever the picker, and somebody was woken in the end. */
  hasSeemedToHang = false;
  /** Where waits that were in vain in other runs need not be waited out again. */
  knownWaits: KnownWaits | undefined = undefined;
  /** Told when nothing moves any more in a step, before the next is chosen; true where that set something going. */
  atRest: (() => boolean)[] | undefined = undefined;
  /** Only where the scenario asks for one. */
  node: SimulatedNode | undefined = undefined;
  /** How the run ended; means nothing before it is over. */
  ending: Ending = 'quiescent';
  /** Only where most ids will be asked for: else an event's number is counted when somebody asks. */
  #names: NameCounter | undefined;
  // What few runs need is made when it is first needed: a run takes microseconds.
  #entropy: Random | undefined = undefined;
  #clockStep = 0;
  #clockReads = 0;
  #notesMade: RunNotes | undefined = undefined;

  constructor(drain: Drain, limits: RunLimits, observer?: RunObserver) {
    this.drain = drain;
    this.limits = limits;
    this.observer = observer;
    this.pending = new Pending(this.processes);
    this.#names = observer === undefined && limits.countNames !== true ? undefined : new NameCounter();
    this.process = this.createProcess('main');
    this.main = this.process.main;
    this.main.startedAtStep = 0;
    this.tasks.expect(this.main);
  }

  /** The step that is going on, from 1; 0 during set-up. */
  get step(): number {
    return this.delivered.length;
  }

  /** The task that is running now. */
  get current(): Task {
    return context.task ?? this.main;
  }

  get cancellable(): readonly Task[] {
    return this.tasks.cancellable;
  }

  get killable(): readonly Process[] {
    return this.processes.length === 1 ? NO_PROCESS : this.processes.filter(({ isRunning }) => isRunning);
  }

  /** What the code under test gets for `Math.random` and its kin. */
  get random(): Random {
    this.#entropy ??= randomFrom(this.limits.entropy() ^ ENTROPY_SALT, 'the random numbers of the code');
    return this.#entropy;
  }

  get notes(): RunNotes {
    this.#notesMade ??= new RunNotes();
    return this.#notesMade;
  }

  /** Undefined in most runs. */
  get notesIfAny(): RunNotes | undefined {
    return this.#notesMade;
  }

  /** The last step in which code read the clock. */
  get clockReadAt(): number {
    return this.#clockStep;
  }

  /** The time, as code sees it. Who looks thousands of times in one step waits for it to pass. Virtual milliseconds. */
  readClock(): number {
    recording.to?.read(CLOCK);
    if (this.#clockStep !== this.step) {
      this.#clockStep = this.step;
      this.#clockReads = 0;
    }
    this.#clockReads += 1;
    if (this.#clockReads > CLOCK_READS_MAX) this.nowMs += 1;
    return this.nowMs;
  }

  /** A 53-bit fingerprint of the order of events; equal orders of equal workloads have equal ones. */
  hashOrder(workload: number): number {
    return this.order.of(workload);
  }

  /** A process with the task in whose name it does what is no other's: `taskName`. */
  createProcess(name: string, taskName = name, daemon = false): Process {
    const process = new Process(name);
    process.main = this.tasks.create(taskName, daemon, process);
    this.processes.push(process);
    return process;
  }

  /** Takes in an event that has come into being now and is pending; returns it. */
  add(event: Event): Event {
    this.create(event);
    this.pending.add(event);
    return event;
  }

  /** An event has come into being now, pending or not. */
  create(event: Event): void {
    event.sequence = this.created.length;
    event.createdMs = this.nowMs;
    event.turn = event.task.process.loop.answeringTurn;
    this.created.push(event);
    if (this.#names !== undefined) this.#name(event, this.#names);
    if (recording.to !== undefined) recording.to.created(event);
  }

  #name(event: Event, names: NameCounter): void {
    event.occurrence = names.next(event);
    this.observer?.created(this, event);
  }

  /** The canonical id, `task: label#n`. */
  idOf(event: Event): string {
    if (event.occurrence === 0) this.#number(event);
    return `${nameOf(event)}#${event.occurrence}`;
  }

  #number(event: Event): void {
    if (event.sequence < NUMBERED_ONE_BY_ONE_MAX) {
      event.occurrence = occurrenceAmong(this.created, event);
      return;
    }
    const names = new NameCounter();
    for (const each of this.created) each.occurrence = names.next(each);
    this.#names = names;
  }

  report(kind: string, invariant: string, message: string, step = this.step): void {
    if (this.findings.some((known) => known.kind === kind && known.invariant === invariant)) return;
    this.findings.push({ kind, invariant, message, step });
  }

  /** @param damage with the step at which it broke, or was noticed */
  reportDamage(kind: string, invariant: string, message: string, damage: readonly DamageStep[]): void {
    if (this.findings.some((known) => known.kind === kind && known.invariant === invariant)) return;
    const steps = damage.toSorted((one, other) => one.step - other.step);
    this.findings.push({ kind, invariant, message, step: breakingStep(steps) ?? this.step, damage: steps });
  }
}
