import { SingleFlight } from '../../primitives/single-flight.ts';
import { type Scope, type Spawn, uncancellable } from '../../primitives/task.ts';
import { currentMinuteMs } from '../buffer/minute.ts';
import { TokenSums } from '../buffer/token-sums.ts';
import { RouterClosed } from '../errors.ts';
import type { Buffered } from '../model-router.ts';
import type { SeriesRow, TokenUsage, UsageStore } from '../ports.ts';
import { type Batch, writeBatch } from './write-batch.ts';

/** Takes usages and writes them to the database in batches. No queue: taking one up does not suspend. */
export class UsageLedger {
  readonly #store: UsageStore;
  readonly #instanceId: string;
  readonly #counts = new TokenSums();
  #series: SeriesRow[] = [];
  #unconfirmed: Batch | undefined;
  #batches = 0;
  #closed = false;
  readonly #flights: SingleFlight<boolean>;

  /** @param instanceId names this process in the ids of batches; must differ between processes */
  constructor(store: UsageStore, instanceId: string, spawn: Spawn | undefined) {
    this.#store = store;
    this.#instanceId = instanceId;
    this.#flights = new SingleFlight('flush', { daemon: true, ...(spawn !== undefined && { spawn }) });
  }

  get isEmpty(): boolean {
    return this.#series.length === 0 && this.#unconfirmed === undefined;
  }

  contents(): Buffered {
    const batch = this.#unconfirmed;
    return {
      queued: [],
      counts: [...this.#counts],
      series: [...this.#series],
      ...(batch !== undefined && { unconfirmed: { ...batch, counts: [...batch.counts] } }),
    };
  }

  /** @throws RouterClosed after `close` */
  record(usage: TokenUsage): void {
    if (this.#closed) throw new RouterClosed();
    this.#counts.add(usage);
    // Precaution stamp-when-recorded: a row may wait for the database beyond the minute of its usage.
    this.#series.push({ ...usage, minuteMs: currentMinuteMs() });
  }

  close(): void {
    this.#closed = true;
  }

  /** Writes one batch, or joins the flush under way. Says whether it succeeded; what failed is kept. */
  async flush(scope: Scope = uncancellable): Promise<boolean> {
    if (this.isEmpty) return true;
    // Precaution one-flush-at-a-time: the connection has one transaction; a second flush would begin inside it. The
    // flush is a task of its own, so a cancelled caller leaves it, and does not leave it half-way.
    return this.#flights.run('usage', () => this.#writeNext(), scope);
  }

  async #writeNext(): Promise<boolean> {
    // Precaution keep-until-committed: the batch stays here until the database has confirmed it, so a flush that
    // fails loses nothing.
    this.#unconfirmed ??= this.#nextBatch();
    try {
      await writeBatch(this.#store, this.#unconfirmed);
    } catch {
      return false;
    }
    this.#unconfirmed = undefined;
    return true;
  }

  /** Precaution copy-and-clear-at-once: what is recorded while a batch is written goes into the next one. */
  #nextBatch(): Batch {
    this.#batches += 1;
    const batch = {
      id: `${this.#instanceId}/${this.#batches}`,
      counts: [...this.#counts],
      series: this.#series,
    };
    this.#counts.clear();
    this.#series = [];
    return batch;
  }
}
