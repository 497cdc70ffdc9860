import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { url as inspectorUrl } from 'node:inspector';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Beacon } from './beacon.ts';
import { HostDied, HostProcess } from './host-process.ts';
import { type JobOutcome, type PoolOptions, WorkerPool } from './pool.ts';
import { stuckIn } from './stuck.ts';

/** What makes runs elsewhere, under a watchdog. */
type Pool = Pick<WorkerPool, 'run' | 'share' | 'waitedSeconds' | 'close'>;

/** Workers in a process of their own; under a debugger in this one, where it sees them. */
function startPool(entry: URL, options: Omit<PoolOptions, 'trail'>): Pool {
  return inspectorUrl() === undefined ? new HostedPool(entry, options) : new WorkerPool(entry, options);
}

type Options = Omit<PoolOptions, 'trail' | 'simulatesNode' | 'onLook'>;

/** What makes runs elsewhere, under a watchdog. */
export class Workers {
  readonly #start: (simulatesNode: boolean) => Pool;
  #plain: Pool | undefined;
  #simulating: Pool | undefined;
  /** Called ten times a second while there is work. */
  onLook: () => void = () => {};

  constructor(entry: URL, options: Options) {
    const onLook = (): void => this.onLook();
    this.#start = (simulatesNode) => startPool(entry, { ...options, simulatesNode, onLook });
  }

  /** Starts those of ordinary scenarios before there is work for them. */
  start(): void {
    this.#plain ??= this.#start(false);
  }

  /** @param simulatesNode whether the scenario runs on a simulated Node: that takes threads of another kind */
  run<T, R>(name: string, task: T, simulatesNode: boolean): Promise<JobOutcome<R>> {
    const pool = simulatesNode
      ? (this.#simulating ??= this.#start(true))
      : (this.#plain ??= this.#start(false));
    return pool.run<T, R>(name, task);
  }

  /** What is done of the tasks at work: each counts from 0 to 1. */
  get share(): number {
    return (this.#plain?.share ?? 0) + (this.#simulating?.share ?? 0);
  }

  /** The longest time, in seconds, for which a run has been going on. */
  get waitedSeconds(): number {
    return Math.max(this.#plain?.waitedSeconds ?? 0, this.#simulating?.waitedSeconds ?? 0);
  }

  async close(): Promise<void> {
    await Promise.all([this.#plain?.close(), this.#simulating?.close()]);
  }
}

/**
 * A pool of workers in another process. Where that process is taken down, each task that was at work is done again, alone
 * in a process that leaves a trail of its runs: the one that takes that down, too, is named.
 */
class HostedPool implements Pool {
  readonly #entry: string;
  readonly #options: Omit<PoolOptions, 'trail'>;
  #shared: HostProcess | undefined;
  #alone: HostProcess | undefined;
  /** One task after the other. */
  #again: Promise<unknown> = Promise.resolve();

  constructor(entry: URL, options: Omit<PoolOptions, 'trail'>) {
    this.#entry = entry.href;
    this.#options = options;
    this.#shared = this.#start(options.size);
    options.signal?.addEventListener('abort', this.#stop);
  }

  async run<T, R>(name: string, task: T): Promise<JobOutcome<R>> {
    const host = (this.#shared ??= this.#start(this.#options.size));
    try {
      return await host.run<R>(name, task);
    } catch (error) {
      if (!(error instanceof HostDied)) throw error;
      if (this.#shared === host) this.#shared = undefined;
      const again = this.#again.then(() => this.#runAlone<R>(name, task));
      this.#again = again.catch(() => {});
      return again;
    }
  }

  get share(): number {
    return (this.#shared?.share ?? 0) + (this.#alone?.share ?? 0);
  }

  get waitedSeconds(): number {
    return Math.max(this.#shared?.waitedSeconds ?? 0, this.#alone?.waitedSeconds ?? 0);
  }

  async close(): Promise<void> {
    this.#options.signal?.removeEventListener('abort', this.#stop);
    await Promise.all([this.#shared?.close(), this.#alone?.close()]);
  }

  async #runAlone<R>(name: string, task: unknown): Promise<JobOutcome<R>> {
    const folder = mkdtempSync(path.join(tmpdir(), 'heddle-trail-'));
    const trail = path.join(folder, 'beacon');
    this.#alone = this.#start(1, trail);
    try {
      return await this.#alone.run<R>(name, task);
    } catch (error) {
      const beacon = error instanceof HostDied ? beaconOf(trail) : undefined;
      if (beacon?.running !== true || !(error instanceof HostDied)) throw error;
      return { stuck: stuckIn(beacon, { crash: error.how }) };
    } finally {
      await this.#alone.close();
      this.#alone = undefined;
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #start(size: number, trail?: string): HostProcess {
    const { runLimitSeconds, workerMemoryMb, simulatesNode, signal, onLook = () => {} } = this.#options;
    const options = {
      size,
      runLimitSeconds,
      workerMemoryMb,
      ...(simulatesNode !== undefined && { simulatesNode }),
      ...(trail !== undefined && { trail }),
    };
    const host = new HostProcess({ entry: this.#entry, options }, onLook);
    if (signal?.aborted === true) host.stop();
    return host;
  }

  readonly #stop = (): void => {
    this.#shared?.stop();
    this.#alone?.stop();
  };
}

function beaconOf(trail: string): Beacon | undefined {
  let image: Buffer;
  try {
    image = readFileSync(trail);
  } catch {
    return undefined;
  }
  const { memory } = new Beacon();
  new Uint8Array(memory).set(image);
  return new Beacon(memory);
}
