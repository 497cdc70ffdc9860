/** What became of a task. */
export type TaskStatus = 'pending' | 'fulfilled' | 'rejected' | 'cancelled';

/** What an author may read of a task, most of all in checks at the end of a run. */
export interface TaskHandle {
  /** As it was declared; unique in a run. */
  readonly name: string;
  /** A background loop: the run does not wait for it, and its timers do not keep the run alive. */
  readonly daemon: boolean;
  /** `pending` until it settles. */
  readonly status: TaskStatus;
  /** What it returned, once it is fulfilled. */
  readonly value: unknown;
  /** What it threw, once it is rejected. */
  readonly reason: unknown;
  /** Virtual milliseconds at which the task settled. */
  readonly settledAtMs: number | undefined;
  /** Whether its start was delivered. */
  readonly started: boolean;
}

/** A named actor, as the engine sees it. Names are unique in a run, for event ids stand on them. */
export class Task implements TaskHandle {
  readonly name: string;
  readonly daemon: boolean;
  status: TaskStatus = 'pending';
  value: unknown = undefined;
  reason: unknown = undefined;
  settledAtMs: number | undefined = undefined;
  /** Set where the code under test gave the task a way to be cancelled. */
  cancel: (() => void) | undefined = undefined;
  /** The process that the task lived in has crashed. */
  dead = false;
  started = false;

  constructor(name: string, daemon: boolean) {
    this.name = name;
    this.daemon = daemon;
  }
}
