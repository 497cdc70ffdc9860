import { carried } from '../../core/async-storage.ts';
import { Event, type Fault } from '../../core/event.ts';
import type { Run } from '../../core/run.ts';
import type { Process } from '../../core/process.ts';
import type { Task } from '../../core/task.ts';
import { RequestQueue } from './request-queue.ts';
import type { MachineSettings } from './settings.ts';

/** What is there by the next turn of the event loop takes as long as that is busy. Virtual milliseconds. */
export const TURN_MS = [0, 5] as const;

/** Something that the native side of Node was asked for, and whose answer the schedule holds. */
export interface NativeRequest {
  /** What traces, schedules and fault menus call it: `fs.open`. */
  readonly name: string;
  /** What it is about: a path, a port. */
  readonly key?: string | undefined;
  /** Does it, and answers. A fault of the menu is the code of an error: `EIO`. */
  readonly complete: (fault: Fault | undefined) => void;
  /** Default: that of its name. */
  readonly latencyMs?: readonly [number, number];
  /** Instead: when it comes at the earliest and at the latest, virtual milliseconds since the run began. */
  readonly windowMs?: readonly [number, number];
  /** What comes of it where it is under way when the process that asks is killed. Default: nothing. */
  readonly orphaned?: () => void;
  /** In whose name the answer comes. Default: the task that is running. */
  readonly task?: Task;
  /** Behind what it has to wait. Default: nothing. */
  readonly queue?: RequestQueue;
  /** Whether it keeps the run going. Default true. */
  readonly live?: boolean;
  /** Whether the system has it ready in the poll that is going on, if one is. Default false: in the next. */
  readonly isReady?: boolean;
}

/** What the parts of the simulated Node have in common: one for each run. */
export class Machine {
  readonly run: Run;
  readonly settings: MachineSettings;
  readonly #threads = new Map<Process, RequestQueue>();

  constructor(run: Run, settings: MachineSettings) {
    this.run = run;
    this.settings = settings;
  }

  /** The thread pool of the process that asks: it serves files, names of hosts, compression and cryptography. */
  get threads(): RequestQueue {
    const { process } = this.run.current;
    let threads = this.#threads.get(process);
    if (threads === undefined)
      this.#threads.set(process, (threads = new RequestQueue(this.run, this.settings.threads, true)));
    return threads;
  }

  /** Whether nobody is there any more to be answered: the run is over, or the process that asks has ended. */
  get isGone(): boolean {
    return this.run.over || this.run.current.dead;
  }

  /** Issues a request; undefined where nobody is there to be answered. */
  issue(request: NativeRequest): Event | undefined {
    if (this.isGone || request.task?.dead === true) return undefined;
    const { run, settings } = this;
    const { name, key, complete, queue, task = run.current } = request;
    const { isReady = false } = request;
    const [opensMs, closesMs] = request.windowMs ?? this.#windowOf(request);
    run.limits.operations?.add(name);
    const type = settings.typeOf(name);
    const effect = carriedWithFault(complete);
    const event = new Event(type, task, key, opensMs, closesMs, (_run, _event, fault) => {
      queue?.leave();
      if (task.dead) event.effect?.();
      else effect(fault);
    });
    event.effect = request.orphaned;
    event.live = request.live ?? true;
    if (queue === undefined) run.add(event);
    else queue.add(event);
    if (isReady) event.turn = task.process.loop.turn;
    return event;
  }

  #windowOf({ name, latencyMs }: NativeRequest): readonly [number, number] {
    const [least, most] = latencyMs ?? this.settings.latencyMs(name);
    return [this.run.nowMs + least, this.run.nowMs + most];
  }
}

/** In the async context of whoever asked. */
function carriedWithFault(complete: NativeRequest['complete']): NativeRequest['complete'] {
  let struck: Fault | undefined;
  const work = carried(() => complete(struck));
  return (fault) => {
    struck = fault;
    work();
  };
}
