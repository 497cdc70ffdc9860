import type { AwaitedTasks } from './awaited-tasks.ts';
import type { Process } from './process.ts';
import { TaskOutcome } from './task-outcome.ts';

/** What became of a task. */
export type TaskStatus = 'pending' | 'fulfilled' | 'rejected' | 'cancelled';

/** What an author may read of a task, most of all in checks at the end of a run. */
export interface TaskHandle<T = unknown> {
  /** As it was declared; unique in a run. */
  readonly name: string;
  /** A background loop: the run does not wait for it, and its timers do not keep the run alive. */
  readonly daemon: boolean;
  /** `pending` until it settles. */
  readonly status: TaskStatus;
  /** What it returned, once it is fulfilled. */
  readonly value: T | undefined;
  /** What it threw, once it is rejected. */
  readonly reason: unknown;
  /** Virtual milliseconds at which the task settled. */
  readonly settledAtMs: number | undefined;
  /** The step in which it settled; undefined until then. What settled in an earlier step settled first. */
  readonly settledAtStep: number | undefined;
  /** Whether the schedule cancelled it. */
  readonly wasCancelled: boolean;
  /** Whether its start was delivered. */
  readonly started: boolean;
  /** The step in which it started; undefined until then. */
  readonly startedAtStep: number | undefined;
  /**
   * Settles as the task does; never, where its process ends first. Who asks for it before the task settles takes
   * its rejection over: that counts as unhandled only where nobody has handled this promise when the run ends.
   */
  readonly promise: Promise<T>;
}

/** A named actor, as the engine sees it. Names are unique in a run, for event ids stand on them. */
export class Task implements TaskHandle {
  readonly name: string;
  readonly daemon: boolean;
  /** What it lives in. */
  readonly process: Process;
  status: TaskStatus = 'pending';
  value: unknown = undefined;
  reason: unknown = undefined;
  settledAtMs: number | undefined = undefined;
  settledAtStep: number | undefined = undefined;
  startedAtStep: number | undefined = undefined;
  /** Set where the code under test gave the task a way to be cancelled. */
  cancel: (() => void) | undefined = undefined;
  /** The process that the task lived in has ended. */
  dead = false;
  wasCancelled = false;
  /** Which of its rejections are cancellations, beside those by name. */
  isCancellation: ((reason: unknown) => boolean) | undefined = undefined;
  /** What `sim.all` it awaits, where it does; see `AwaitedTasks`. */
  groups: AwaitedTasks[] | undefined = undefined;
  /** Only where somebody asked for the promise. */
  outcome: TaskOutcome | undefined = undefined;

  constructor(name: string, daemon: boolean, process: Process) {
    this.name = name;
    this.daemon = daemon;
    this.process = process;
  }

  get started(): boolean {
    return this.startedAtStep !== undefined;
  }

  get promise(): Promise<unknown> {
    if (this.outcome === undefined) {
      this.outcome = new TaskOutcome();
      // What was not asked for in time was judged without this promise.
      if (this.status !== 'pending') this.outcome.settleAs(this, false);
    }
    return this.outcome.promise;
  }
}
