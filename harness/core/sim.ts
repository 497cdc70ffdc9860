import type { Readable } from 'node:stream';
import { Always } from './always.ts';
import { runAll, type TaskBodies, type TaskResults } from './all.ts';
import type { Condition } from './condition.ts';
import { ArrivingEmitter, type EmitterOptions, type EmitterEvents } from './arriving-emitter.ts';
import { ArrivingReadable, type ReadableOptions } from './arriving-readable.ts';
import { Channel, type ChannelOptions } from './channel.ts';
import { checkMethods, checkServiceName, checkServiceOptions, checkTarget } from './check-service.ts';
import { context } from './context.ts';
import type { Fault } from './event.ts';
import { cancellable, declareTask, type TaskBody, type TaskContext } from './declare-task.ts';
import { Eventually } from './eventually.ts';
import { type Invariant, invariantOf, mustBeDeclared } from './invariant.ts';
import { methodsOf } from './members.ts';
import { misuse } from './misuse.ts';
import { Operation, type OperationOptions } from './operation.ts';
import { patch } from './patch.ts';
import type { ProcessHandle, ProcessOptions, ProcessProgram } from './process-handle.ts';
import type { Random } from './random.ts';
import { RecordedTask } from './recorded-task.ts';
import { randomFrom } from './recorded-random.ts';
import { CLOCK, EVERYTHING, recording } from './recording.ts';
import type { Run } from './run.ts';
import { serviceOf } from './service.ts';
import type { Service, ServiceMethods, ServiceOptions } from './service-options.ts';
import { startNow, startTask } from './start.ts';
import {
  nodeOf,
  type SignalOptions,
  type SimulatedFiles,
  type SimulatedNetwork,
  type SimulatedOutput,
} from './simulated-node.ts';
import { type StandingCheck, StandingChecks } from './standing-checks.ts';
import type { TaskHandle } from './task.ts';
import type { TaskOptions } from './task-options.ts';
import { isWindow, noWindow } from './window.ts';

/** What a task primitive tells of itself when it starts; structurally what `systems/` calls `TaskInfo`. */
export interface SpawnInfo {
  /** What traces, schedules and fault menus call the task. */
  readonly name: string;
  /** Whether it is a background loop that never ends by itself. */
  readonly daemon: boolean;
  /** Cancels the task, as the component itself would. */
  cancel(): void;
}

/** What `sim.spawn` is: structurally what `systems/` calls `Spawn`. */
export type SpawnPort = <T>(info: SpawnInfo, body: () => Promise<T>) => Promise<T>;

// Made once: a run takes microseconds.
const NO_FAULTS: readonly Fault[] = [];
const ANY_TIME = [0, Infinity] as const;

/** The simulated world's hold on one run: what an author gets. */
export class Sim {
  readonly #run: Run;
  #boundSpawn: SpawnPort | undefined = undefined;
  #entropy: Random | undefined = undefined;
  readonly #menu: Readonly<Record<string, readonly Fault[]>> | undefined;

  constructor(run: Run, menu?: Readonly<Record<string, readonly Fault[]>>) {
    this.#run = run;
    this.#menu = menu;
  }

  /** Virtual milliseconds since the run began. */
  get nowMs(): number {
    recording.to?.read(CLOCK);
    return this.#run.nowMs;
  }

  /** Deliveries so far. */
  get step(): number {
    if (recording.to !== undefined) {
      recording.to.stamped('step', 'the author');
      recording.to.compared('step', 'the author');
    }
    return this.#run.step;
  }

  /**
   * Seeded with the workload: the same in every schedule. A stream of its own, which `Math.random` and `crypto` of the
   * code under test do not move on.
   */
  get random(): Random {
    this.#entropy ??= randomFrom(this.#run.limits.entropy(), 'sim.random');
    return this.#entropy;
  }

  /** The name of the task that is running now. */
  get taskName(): string {
    return this.#run.current.name;
  }

  /**
   * Declares an actor. Its start is an event; `body` runs when that is delivered.
   * @throws Error where another task has that name
   */
  task<T>(
    name: string,
    body: (context: TaskContext) => T,
    options: TaskOptions & { readonly cancellable: true },
  ): TaskHandle<Awaited<T>>;
  /** The same, for a task that cannot be cancelled. */
  task<T>(name: string, body: () => T, options?: TaskOptions): TaskHandle<Awaited<T>>;
  task(name: string, body: TaskBody, options: TaskOptions = {}): TaskHandle {
    const run = this.#run;
    const task = declareTask(run, name, body, options);
    if (context.task?.dead === true) return task;
    const { startMs = ANY_TIME } = options;
    if (!isWindow(startMs)) throw noWindow(`The startMs of the task '${name}'`, startMs);
    startTask(
      run,
      task,
      options.cancellable === true ? cancellable(run, task, body) : (body as () => unknown),
      {
        late: options.late ?? false,
        windowMs: startMs,
        connection: options.connection,
        reportsRejection: options.rejections !== 'keep',
      },
    );
    return recording.to === undefined ? task : new RecordedTask(task);
  }

  /**
   * Starts tasks, one for each function, in every order that there is, and waits until the last of them has settled:
   * `const { a, b } = await sim.all({ a: () => save(1), b: () => save(2) })`. Those in a list are called `task1`,
   * `task2` and so on through the run. Two of them may start in one turn of the loop, with nothing in between.
   * @throws what the first of them threw, in the order in which they are written, once all have settled
   */
  all<const B extends TaskBodies>(bodies: B): Promise<TaskResults<B>> {
    const { notes } = this.#run;
    const nextName = (): string => {
      recording.to?.write('the numbers of tasks');
      return `task${(notes.unnamedTasks += 1)}`;
    };
    const start = (name: string, body: () => unknown, connection: string): TaskHandle =>
      this.task(name, body, { connection });
    return runAll(this.#run, bodies, start, nextName) as Promise<TaskResults<B>>;
  }

  /**
   * The spawn port that task primitives take: calls `body` at once, in the name of the new task, and learns how to
   * cancel it. A task that is started by an actor of the same name is that actor.
   */
  get spawn(): SpawnPort {
    // Bound when it is first asked for: an arrow function on each run's object keeps garbage of earlier runs alive.
    this.#boundSpawn ??= (info, body) => this.#spawnTask(info, body);
    return this.#boundSpawn;
  }

  #spawnTask<T>(info: SpawnInfo, body: () => Promise<T>): Promise<T> {
    const run = this.#run;
    const outer = context.task;
    if (run.over || outer?.dead === true) return body();
    const cancel = (): void => info.cancel();
    // What sets the scenario up is no actor of the code under test, whatever that calls its own.
    if (outer !== run.main && outer?.name === info.name && outer.cancel === undefined) {
      run.tasks.makeCancellable(outer, cancel);
      return body();
    }
    const task = run.tasks.create(info.name, info.daemon, run.current.process);
    run.tasks.makeCancellable(task, cancel);
    return startNow(run, task, body);
  }

  /** Declares a kind of call to a simulated service; the scenario's fault menu applies by name. */
  operation(name: string, options: OperationOptions = {}): Operation {
    this.#run.limits.operations?.add(name);
    return new Operation(this.#run, name, options, this.#menu?.[name] ?? NO_FAULTS);
  }

  /**
   * One connection to a server, whose requests and replies stay in order, for operations that have it as their
   * `channel`.
   */
  channel(name: string, options: ChannelOptions = {}): Channel {
    return new Channel(this.#run, name, options);
  }

  /**
   * An event emitter for what comes from outside: a socket, a subscription. `emitter.arrives('message', text)` makes an
   * event of the run of it, `name.message`; its listeners are called when that happens.
   */
  emitter<T extends EmitterEvents<T> = [never]>(
    name: string,
    { order, ...options }: EmitterOptions = {},
  ): ArrivingEmitter<T> {
    const channel = this.channel(name, { order: order ?? 'fifo' });
    return new ArrivingEmitter<T>((event) => this.operation(`${name}.${event}`, { ...options, channel }));
  }

  /** A stream whose chunks arrive as events of the run, `name.chunk`; then it ends, or fails. */
  readable(name: string, chunks: readonly unknown[], options: ReadableOptions = {}): Readable {
    const arrivals = {
      chunk: this.operation(`${name}.chunk`, options),
      end: this.operation(`${name}.end`, options),
    };
    return new ArrivingReadable(chunks, arrivals, options);
  }

  /**
   * An object like `target` whose methods are operations, `name.method` in traces and fault menus: what the code under
   * test is given in place of a store, a client, a queue. What a method does is what happens at the server; it may
   * return or throw at once, or return a promise. `service.raw` is `target` itself, for checks.
   * @throws Error where the name is taken, or `target` is no object
   */
  service<T extends object, const M extends ServiceMethods<T> = ServiceMethods<T>>(
    name: string,
    target: T,
    options: ServiceOptions<M> = {},
  ): Service<T, M> {
    const run = this.#run;
    checkTarget(run, name, target);
    if (options.methods !== undefined) checkMethods(run, name, target, options.methods);
    if (run.declaredNames !== undefined) {
      checkServiceName(run, run.declaredNames, name);
      checkServiceOptions(run, name, options);
    }
    const { operations } = run.limits;
    if (operations !== undefined) for (const method of methodsOf(target)) operations.add(`${name}.${method}`);
    return serviceOf(name, target, options, (operation, settings) => this.operation(operation, settings));
  }

  /**
   * Reports a violation that is known at this very step.
   * @param kind one that `heddle list --kinds` has, or one of the scenario's `kinds`; else the verdict is `error`
   */
  violation(kind: string, invariant: string, message: string): void {
    this.#run.report(kind, invariant, message);
  }

  /**
   * Demands that something holds after every step, the set-up included: what is damaged and heals before the end is
   * found too. The check is synchronous and only looks: it throws, returns false or a sentence where something is wrong.
   */
  always(id: string, check: Condition): void {
    this.#stand('always', id, check, new Always(id, check));
  }

  /**
   * Demands that something comes true, once the foreground tasks have settled and faults have stopped: at some moment
   * from then on, and not later than `withinMs` virtual milliseconds. The run goes on so long while anything is pending.
   */
  eventually(id: string, check: Condition, { withinMs }: { readonly withinMs: number }): void {
    if (!(withinMs >= 0 && withinMs < Infinity)) {
      const expected = 'expected milliseconds, 0 or more';
      misuse(this.#run, `sim.eventually('${id}', …) has withinMs: ${withinMs}; ${expected}.`);
    }
    this.#stand('eventually', id, check, new Eventually(id, check, withinMs));
  }

  /** An invariant of which your code speaks as it goes: `hold()` where it was looked at, `fail(message)` where it broke. */
  invariant(id: string): Invariant {
    mustBeDeclared(this.#run, id);
    return invariantOf(this.#run, id);
  }

  #stand(method: string, id: string, condition: unknown, check: StandingCheck): void {
    const run = this.#run;
    if (typeof id !== 'string' || id === '') misuse(run, `sim.${method}(id, check) got no id.`);
    if (typeof condition !== 'function')
      misuse(run, `sim.${method}('${id}', …) takes a function: sim.${method}('${id}', () => …).`);
    mustBeDeclared(run, id);
    run.standing ??= new StandingChecks();
    run.standing.add(run, check);
  }

  /**
   * Replaces methods, or other properties, of an object until the run ends, however it ends:
   * `sim.patch(api, { send: () => Promise.resolve('sent') })`. Also in `globalThis` and in modules of Node's.
   * @throws Error where the object has no such property, is frozen, or the namespace of a module
   */
  patch<T extends object>(target: T, replacements: { readonly [K in keyof T]?: T[K] }): void {
    patch(this.#run, target, replacements);
  }

  /** The network of the simulated machine. @throws Error where the scenario has no simulated Node */
  get network(): SimulatedNetwork {
    return nodeOf(this.#run, 'network').network;
  }

  /** The files of the simulated machine. @throws Error where the scenario has no simulated Node */
  get files(): SimulatedFiles {
    return nodeOf(this.#run, 'files').files;
  }

  /** What the code under test has printed so far, which is not printed. Only with `node`. */
  get output(): SimulatedOutput {
    return nodeOf(this.#run, 'output').output;
  }

  /**
   * Sends the process of the scenario's own code a signal, as an event: its listeners hear of it. Where it has none, the
   * process would end, which is a finding. Only with `node`; a process of `sim.process` has `kill`.
   * @param name default SIGTERM
   */
  signal(name: NodeJS.Signals = 'SIGTERM', options: SignalOptions = {}): void {
    nodeOf(this.#run, 'signal').signal(name, options);
  }

  /**
   * Declares a process of the system under test: `sim.process('api', () => import('…'))`. Its start is an event;
   * then the module and all that it imports are evaluated, as they are again each time that it starts. It has its own
   * memory, event loop, timers, files and sockets; what survives it are the files of the machine, and the other processes.
   * A function instead of a module is given what stands for `process`; what it refers to is not forgotten.
   * @throws Error where the scenario has no simulated Node, another process has that name, or there is no such module
   */
  process(name: string, program: ProcessProgram, options?: ProcessOptions): ProcessHandle {
    return nodeOf(this.#run, 'process').processes.declare(name, program, options);
  }

  /** Says that simulated state changed, which tells slow progress from a livelock. */
  changed(): void {
    this.#run.revision += 1;
  }

  /** What a new process does after a crash; services drop what lived in the old one first. */
  onRestart(restart: () => void): void {
    recording.to?.write('what a restart does');
    this.#run.notes.restarts.add(restart);
  }

  /**
   * Keeps the run going for that long from now although all tasks have settled: what repeats, and what was unrefed, is
   * delivered too. Virtual milliseconds.
   */
  keepAlive(ms: number): void {
    if (ms > 0) noteTime();
    this.#run.aliveUntilMs = Math.max(this.#run.aliveUntilMs, this.#run.nowMs + ms);
  }

  /** Notes a number of this run, to be printed beside what a source gives. */
  measure(name: string, value: number): void {
    this.#run.notes.measures.set(name, value);
  }

  /**
   * Shows `value()` at each step of a trace where it changed, under `name`: on the terminal, in the report, in
   * `report.json`. It only looks; it may return anything, and what is large is cut. Called in runs that are traced.
   * @throws Error where `value` is no function
   */
  watch(name: string, value: () => unknown): void {
    if (typeof value !== 'function')
      misuse(this.#run, `sim.watch('${name}', …) takes a function: sim.watch('${name}', () => value).`);
    this.#run.notes.watched.set(name, value);
  }

  /** Puts a sentence beside the step that is going on, wherever a trace is shown. */
  note(text: string): void {
    this.#run.observer?.noted(text);
  }

  /** Blocks the event loop: time passes and nothing else happens. */
  block(ms: number): void {
    noteTime();
    this.#run.nowMs += ms;
  }

  /** Rejects what is in flight together; what has not taken effect is taken back. */
  abandon(flight: { abandon(run: Run, reason: () => unknown): void }, reason: () => unknown): void {
    if (!this.#run.over) flight.abandon(this.#run, reason);
  }
}

/** What happens now depends on the time, and on how far all has come by then. */
function noteTime(): void {
  recording.to?.read(CLOCK);
  recording.to?.write(EVERYTHING);
}
