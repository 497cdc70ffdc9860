export type TaskStatus = 'pending' | 'fulfilled' | 'rejected' | 'cancelled';

/**
 * A named actor, as the engine sees it. What an author holds of it is the read-only `TaskHandle`.
 * Names are unique in a run, for event ids stand on them.
 */
export class Task {
  readonly name: string;
  /** A background loop: the run does not wait for it, and its timers do not keep the run alive. */
  readonly daemon: boolean;
  status: TaskStatus = 'pending';
  value: unknown = undefined;
  reason: unknown = undefined;
  /** Virtual milliseconds at which the task settled. */
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

/** What an author may read of a task, most of all in checks at the end of a run. */
export type TaskHandle = Readonly<
  Pick<Task, 'name' | 'daemon' | 'status' | 'value' | 'reason' | 'settledAtMs' | 'started'>
>;
