import { url as inspectorUrl } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';
import { Tinypool } from 'tinypool';
import { simulatingFlags } from '../node/bindings/flags.ts';
import { type Answer, type Message, valueOf } from './answer.ts';
import { Beacon } from './beacon.ts';
import { type Stuck, stuckIn } from './stuck.ts';
import { Watch } from './watch.ts';
import { whereStuck } from './where-stuck.ts';

const LOOK_EACH_MS = 100;

/** Seconds that one run may take before it is said not to come back. */
const RUN_LIMIT_SECONDS_DEFAULT = 30;

/** Megabytes of the heap of one worker: an exploration takes some hundred. */
const WORKER_MEMORY_MB_DEFAULT = 2_048;

/** What a run may take before it costs its worker. */
export interface RunLimits {
  /** Seconds that one run may take. 0 for no limit; so it is, too, under a debugger. Default 30. */
  readonly runLimitSeconds?: number | undefined;
  /** Megabytes of the heap of one worker. Default 2,048. */
  readonly workerMemoryMb?: number | undefined;
}

export interface PoolOptions extends RunLimits {
  /** Worker threads. */
  readonly size: number;
  /** When it aborts, the workers are told to come to an end. */
  readonly signal?: AbortSignal;
  /** A file for the trail of the one worker: see `Beacon`. */
  readonly trail?: string;
  /** Called ten times a second while there is work. */
  readonly onLook?: () => void;
  /** Whether Node can be simulated in these threads. Default false. */
  readonly simulatesNode?: boolean;
}

/**
 * What a run leaves behind dies soon, but not before V8 has copied it once: in a space of 16 MB, the default, that took a
 * third of the time. Three times the semi-space, in MB.
 */
const YOUNG_GENERATION_MB = 96;

/**
 * While code warms up, what it makes outlives a collection or two, and V8 then makes more of the same among the old, where
 * it keeps alive what it knows until all is marked: that took a fifth of the time.
 */
const IN_YOUNG_GENERATION = '--no-allocation-site-pretenuring';

/** A task on its worker. */
interface Job {
  readonly beacon: Beacon;
  readonly watch: Watch;
  readonly end: AbortController;
  stuck: Stuck | undefined;
  /** The error of the worker that should have taken the task. */
  failure: unknown;
}

/** What a task came to: its value, or a run that never came back, of which its worker thread has died. */
export type JobOutcome<R> = { readonly value: R } | { readonly stuck: Stuck };

/**
 * Worker threads that make runs under a watchdog. Whoever uses it asks for no more at a time than there are threads.
 */
export class WorkerPool {
  readonly #threads: Tinypool;
  readonly #options: PoolOptions;
  readonly #jobs = new Set<Job>();
  #timer: NodeJS.Timeout | undefined;

  /** @param entry the compiled module whose functions the workers call */
  constructor(entry: URL, options: PoolOptions) {
    const { size, signal, workerMemoryMb = WORKER_MEMORY_MB_DEFAULT, simulatesNode = false } = options;
    this.#options = options;
    setFlagsFromString(IN_YOUNG_GENERATION);
    // Waiting by Atomics would keep a worker from all that a run leaves behind.
    this.#threads = new Tinypool({
      filename: entry.href,
      minThreads: size,
      maxThreads: size,
      useAtomics: false,
      ...(simulatesNode && { execArgv: [...process.execArgv, ...simulatingFlags] }),
      resourceLimits: {
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
        maxOldGenerationSizeMb: workerMemoryMb,
      },
    });
    // Of a worker without a task; one with a task gives its task the error.
    this.#threads.on('error', (error) => this.#fail(error));
    signal?.addEventListener('abort', this.#stop);
  }

  /**
   * Calls the function `name` of the entry module on a worker.
   * @throws what it throws there, and Error where the thread dies
   */
  async run<T, R>(name: string, task: T): Promise<JobOutcome<R>> {
    const { runLimitSeconds = RUN_LIMIT_SECONDS_DEFAULT, signal, trail } = this.#options;
    const beacon = new Beacon();
    if (signal?.aborted === true) beacon.stop();
    // A run that stands at a breakpoint comes back when it may.
    const limit = inspectorUrl() === undefined ? runLimitSeconds : 0;
    const watch = new Watch(beacon, limit, LOOK_EACH_MS);
    const job: Job = { beacon, watch, end: new AbortController(), stuck: undefined, failure: undefined };
    this.#add(job);
    try {
      const message: Message<T> = { task, memory: beacon.memory, ...(trail !== undefined && { trail }) };
      const answered = (await this.#threads.run(message, { name, signal: job.end.signal })) as Answer<R>;
      return { value: valueOf(answered) };
    } catch (error) {
      if (job.stuck !== undefined) return { stuck: job.stuck };
      if (beacon.running && isOutOfMemory(error)) {
        const { workerMemoryMb = WORKER_MEMORY_MB_DEFAULT } = this.#options;
        return { stuck: stuckIn(beacon, { limitMb: workerMemoryMb }) };
      }
      throw job.failure ?? error;
    } finally {
      this.#remove(job);
    }
  }

  /** What is done of the tasks at work: each counts from 0 to 1. */
  get share(): number {
    let share = 0;
    for (const { beacon } of this.#jobs) share += beacon.share;
    return share;
  }

  /** The longest time, in seconds, for which a run has been going on. */
  get waitedSeconds(): number {
    let looks = 0;
    for (const { watch } of this.#jobs) looks = Math.max(looks, watch.looks);
    return (looks * LOOK_EACH_MS) / 1000;
  }

  /** Ends all threads, whatever they do. */
  async close(): Promise<void> {
    this.#options.signal?.removeEventListener('abort', this.#stop);
    clearInterval(this.#timer);
    await this.#threads.destroy();
  }

  #add(job: Job): void {
    this.#jobs.add(job);
    this.#timer ??= setInterval(() => this.#look(), LOOK_EACH_MS);
  }

  #remove(job: Job): void {
    this.#jobs.delete(job);
    if (this.#jobs.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    this.#options.onLook?.();
    for (const job of this.#jobs) {
      if (job.stuck !== undefined) continue;
      job.stuck = job.watch.look();
      if (job.stuck !== undefined) void this.#endStuck(job, job.stuck);
    }
  }

  /** The worker cannot be asked: its thread is looked at, then ended, and the pool makes another. */
  async #endStuck(job: Job, stuck: Stuck): Promise<void> {
    const place = await whereStuck(job.beacon.thread);
    if (place !== undefined) job.stuck = { ...stuck, place };
    job.end.abort();
  }

  /** A worker that dies before it takes a task leaves that waiting for ever. */
  #fail(error: unknown): void {
    for (const job of this.#jobs) {
      if (job.beacon.running) continue;
      job.failure = error;
      job.end.abort();
    }
  }

  readonly #stop = (): void => {
    for (const { beacon } of this.#jobs) beacon.stop();
  };
}

/** The pool makes another thread in its place. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
