/** What a supervisor may know of a task. */
export interface TaskInfo {
  readonly name: string;
  /** A daemon is a background loop: nobody waits for it to end by itself. */
  readonly daemon: boolean;
  cancel(): void;
}

/**
 * Where a task's body is started. The default calls it; a supervisor may note who runs, in which context.
 * It must call `body` at once and return what it returns.
 */
export type Spawn = <T>(task: TaskInfo, body: () => Promise<T>) => Promise<T>;

const callDirectly: Spawn = (_task, body) => body();

/** Awaits that go through a scope can be interrupted; awaits of a bare promise cannot. */
export interface Scope {
  /** Waits for `work`. When the scope is cancelled first, calls `onCancel` and rejects with `Cancelled`. */
  wait<T>(work: PromiseLike<T>, onCancel?: () => void): Promise<T>;
}

/** The scope of a caller whom nobody cancels. */
export const uncancellable: Scope = { wait: async (work) => work };

export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor(task: string) {
    super(`${task} was cancelled`);
  }
}

/** An await at which a task is suspended, and may be interrupted. */
interface Suspension {
  readonly onCancel: (() => void) | undefined;
  readonly reject: (error: Cancelled) => void;
}

/**
 * A named task with cancellation as in asyncio: `cancel` rejects the await at which the task is suspended, may
 * be called again (once the body has gone on, it rejects one more await). The body sees `Cancelled` like any error:
 * `finally` blocks run and may await; a body may swallow it and go on. Who awaits another task's result and is cancelled
 * decides in `onCancel` whether that one is cancelled with it.
 */
export class Task<T> implements TaskInfo, Scope {
  readonly name: string;
  readonly daemon: boolean;
  /** Settles as the body does. A rejection nobody listens to is not reported: the owner asks for it. */
  readonly result: Promise<T>;
  #settled = false;
  #cancelRequested = false;
  /** An interrupt is on its way to the body. */
  #interrupting = false;
  readonly #interruptible = new Set<Suspension>();

  private constructor(
    name: string,
    body: (self: Task<T>) => Promise<T>,
    options: { readonly daemon?: boolean; readonly spawn?: Spawn },
  ) {
    this.name = name;
    this.daemon = options.daemon ?? false;
    const spawn = options.spawn ?? callDirectly;
    this.result = spawn(this, async () => {
      try {
        return await body(this);
      } finally {
        this.#settled = true;
      }
    });
    this.result.catch(() => {});
  }

  /** Starts `body` at once; it runs synchronously up to its first await. */
  static start<T>(
    name: string,
    body: (self: Task<T>) => Promise<T>,
    options: { readonly daemon?: boolean; readonly spawn?: Spawn } = {},
  ): Task<T> {
    return new Task(name, body, options);
  }

  /**
   * Interrupts the awaits at which the task is suspended, or else its next one. No effect once settled, nor before
   * the body has seen an earlier call.
   */
  cancel(): void {
    if (this.#settled || this.#interrupting) return;
    if (this.#interruptible.size === 0) {
      this.#cancelRequested = true;
      return;
    }
    for (const suspension of this.#interruptible) this.#interrupt(suspension);
  }

  wait<U>(work: PromiseLike<U>, onCancel?: () => void): Promise<U> {
    return new Promise<U>((resolve, reject) => {
      const suspension: Suspension = { onCancel, reject };
      this.#interruptible.add(suspension);
      work.then(
        (value) => {
          this.#interruptible.delete(suspension);
          resolve(value);
        },
        (error: unknown) => {
          this.#interruptible.delete(suspension);
          reject(error);
        },
      );
      if (this.#cancelRequested) {
        this.#cancelRequested = false;
        this.#interrupt(suspension);
      }
    });
  }

  #interrupt(suspension: Suspension): void {
    suspension.onCancel?.();
    this.#interruptible.delete(suspension);
    this.#interrupting = true;
    // Queued just before the body's continuation.
    queueMicrotask(() => {
      this.#interrupting = false;
    });
    suspension.reject(new Cancelled(this.name));
  }

  /** @param ms milliseconds */
  sleep(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const due = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    return this.wait(due, () => clearTimeout(timer));
  }
}
