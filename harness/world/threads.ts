import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import type { Latencies } from './latency.ts';

/** Operations are named `<name>.<call>`: `thread.write(session)`, `thread.return(refresh)`. */
export type ThreadCall = 'write' | 'return';

/** How a pool of threads is called, how many there are, and how long they take. */
export interface ThreadsOptions {
  /** What its operations' names begin with. Default `thread`. */
  readonly name?: string;
  /** How many run at once. Default 4. */
  readonly size?: number;
  /** Default: 0 to 10 ms for a write (a time slice), 0 to 1 for handing the result to the event loop. */
  readonly latencyMs?: Latencies<ThreadCall>;
}

/** What work on a thread may use beside calls that block it. */
export class Thread {
  readonly #operation: Operation;

  constructor(operation: Operation) {
    this.#operation = operation;
  }

  /** One write to memory that is shared with the event loop: an event; anything may happen before and after it. */
  write(field: string, store: () => void): Promise<void> {
    return this.#operation.call(field, store);
  }
}

/**
 * A pool of finitely many threads. Work waits for a free one, first come, first served. Nobody can cancel it: it runs
 * on, and keeps its thread, when its awaiter is gone. Its events carry the name of the task that submitted it.
 */
export class Threads {
  readonly #sim: Sim;
  readonly #options: ThreadsOptions;
  readonly #size: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;
  #process = 0;
  #thread: Thread | undefined;
  #returning: Operation | undefined;

  constructor(sim: Sim, options: ThreadsOptions = {}) {
    this.#sim = sim;
    this.#options = options;
    this.#size = options.size ?? 4;
    sim.onRestart(() => {
      this.#process += 1;
      this.#taken = 0;
      this.#waiting.length = 0;
    });
    sim.watch(options.name ?? 'thread', () => ({ taken: this.#taken, waiting: this.#waiting.length }));
  }

  /** Threads that are taken now. */
  get busy(): number {
    recording.to?.read(this.#resource);
    return this.#taken;
  }

  /** Runs `work` on a thread, as soon as one is free; settles as `work` does. `name` is in the id of its last event. */
  async run<T>(name: string, work: (thread: Thread) => Promise<T>): Promise<T> {
    const process = this.#process;
    recording.to?.write(this.#resource);
    if (this.#taken >= this.#size) await this.#free();
    else this.#taken += 1;
    const operations = this.#prepare();
    try {
      return await work(operations.thread);
    } finally {
      if (process === this.#process) this.#release();
      // The event loop learns of the end in a turn of its own.
      await operations.returning.call(name, nothing);
    }
  }

  get #resource(): string {
    return `threads ${this.#options.name ?? 'thread'}`;
  }

  #free(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** The thread goes to whoever waits longest, or back to the pool. */
  #release(): void {
    recording.to?.write(this.#resource);
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }

  #prepare(): { thread: Thread; returning: Operation } {
    const { latencyMs, name = 'thread' } = this.#options;
    this.#thread ??= new Thread(
      this.#sim.operation(`${name}.write`, { latencyMs: latencyMs?.write ?? [0, 10] }),
    );
    this.#returning ??= this.#sim.operation(`${name}.return`, { latencyMs: latencyMs?.return ?? [0, 1] });
    return { thread: this.#thread, returning: this.#returning };
  }
}

function nothing(): void {}
