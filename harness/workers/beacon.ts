import { threadId } from 'node:worker_threads';
import { openSync, writeSync } from 'node:fs';
import type { RunSeed } from '../explore/seed.ts';
import { strategies } from '../strategies/portfolio.ts';

/** Cells of the shared memory. Doubles, because they carry every number that a seed may hold. */
const RUNNING = 0;
const RUNS = 1;
const SCHEDULES = 2;
const DONE = 3;
const TOTAL = 4;
const STOP = 5;
const SEEDED_RUN = 6;
const BASE = 7;
const WORKLOAD = 8;
const STRATEGY = 9;
const PARAMETER_COUNT = 10;
const THREAD = 11;
const PARAMETERS = 12;
/** A complete enumeration names its runs by one number for each choice. */
const PARAMETERS_MAX = 1_000;
const CELLS = PARAMETERS + PARAMETERS_MAX;

const strategyIndex = new Map(strategies.map(({ name }, index) => [name, index]));

/**
 * Memory that a worker thread shares with the thread that watches it: which run it is about to make, how far it is, and
 * whether it should stop. The only way to learn that from a thread that is caught in a run. Writing costs some plain
 * stores, no allocation: it happens a hundred thousand times a second.
 */
export class Beacon {
  readonly memory: SharedArrayBuffer;
  readonly #cells: Float64Array;
  readonly #trail: number | undefined;

  /**
   * @param memory of the other side; none for a new one
   * @param trail a file that keeps the image of this memory before each run, should the process not survive it
   */
  constructor(memory?: SharedArrayBuffer, trail?: string) {
    this.#trail = trail === undefined ? undefined : openSync(trail, 'w');
    this.memory = memory ?? new SharedArrayBuffer(CELLS * Float64Array.BYTES_PER_ELEMENT);
    this.#cells = new Float64Array(this.memory);
  }

  /** Worker: from here on it makes runs, and a run that does not come back is one. */
  begin(): void {
    this.#cells[THREAD] = threadId;
    this.#cells[RUNNING] = 1;
    this.#keep();
  }

  /** Worker: whether it makes runs; while it waits for another thread to load code, it does not. */
  set running(runs: boolean) {
    this.#cells[RUNNING] = runs ? 1 : 0;
  }

  /** Worker: any run begins, of whatever purpose. */
  runBegins(): void {
    this.#cells[RUNS] = (this.#cells[RUNS] as number) + 1;
    this.#keep();
  }

  /** Worker: the next run is the one of this seed. */
  announce({ base, workload, strategy, parameters }: RunSeed): void {
    const cells = this.#cells;
    const { length } = parameters;
    cells[SCHEDULES] = (cells[SCHEDULES] as number) + 1;
    cells[SEEDED_RUN] = (cells[RUNS] as number) + 1;
    cells[BASE] = base;
    cells[WORKLOAD] = workload;
    cells[STRATEGY] = strategyIndex.get(strategy) ?? -1;
    cells[PARAMETER_COUNT] = length;
    for (let i = 0; i < length && i < PARAMETERS_MAX; i++) cells[PARAMETERS + i] = parameters[i] as number;
  }

  #keep(): void {
    if (this.#trail !== undefined) writeSync(this.#trail, this.#cells, 0, this.#cells.byteLength, 0);
  }

  /** Worker: it has made `done` of `total` schedules. */
  advance(done: number, total: number): void {
    this.#cells[DONE] = done;
    this.#cells[TOTAL] = total;
  }

  /** Worker: whether it should come to its end. */
  get stopped(): boolean {
    return this.#cells[STOP] === 1;
  }

  /** Watcher: asks the worker to come to its end. */
  stop(): void {
    this.#cells[STOP] = 1;
  }

  /** Watcher: whether the worker makes runs. Loading takes as long as it takes. */
  get running(): boolean {
    return this.#cells[RUNNING] === 1;
  }

  /** Watcher: the number of the worker's thread, as Node gives it; 0 until it makes runs. */
  get thread(): number {
    return this.#cells[THREAD] as number;
  }

  /** Watcher: runs begun, of whatever purpose. */
  get runs(): number {
    return this.#cells[RUNS] as number;
  }

  /** Watcher: runs begun of those that explore. */
  get schedules(): number {
    return this.#cells[SCHEDULES] as number;
  }

  /** Watcher: the part of the schedules that is done, from 0 to 1. */
  get share(): number {
    const total = this.#cells[TOTAL] as number;
    return total > 0 ? Math.min(1, (this.#cells[DONE] as number) / total) : 0;
  }

  /** Watcher: whether the run that began last explores; else it makes a failure smaller, or runs it again. */
  get exploring(): boolean {
    return (this.#cells[SEEDED_RUN] as number) >= this.runs && this.schedules > 0;
  }

  /** Watcher: the seed of the run that began last; undefined where it has none, or none that fits into here. */
  get seed(): RunSeed | undefined {
    const cells = this.#cells;
    const count = cells[PARAMETER_COUNT] as number;
    const strategy = strategies[cells[STRATEGY] as number];
    if (!this.exploring || strategy === undefined || count > PARAMETERS_MAX) return undefined;
    return {
      base: cells[BASE] as number,
      workload: cells[WORKLOAD] as number,
      strategy: strategy.name,
      parameters: [...cells.subarray(PARAMETERS, PARAMETERS + count)],
    };
  }
}
