import {
  batchSize,
  boundedStop,
  type CheckResult,
  Database,
  type DatabaseOptions,
  Ledger,
  noDuplicateRows,
  noLostRows,
  nothingAfterStop,
  type Sim,
  StopProbe,
  TableStore,
} from 'heddle';
import type {
  CreateLogWriter,
  LogRow,
  LogStore,
  LogWriter,
  LogWriterOptions,
} from '../../systems/batch-writer/index.ts';
import { refusing } from './refusing-store.ts';

const TABLE = 'usage_logs';

/** Every invariant of the component, for scenarios that put all of it to the test. */
export const invariants: readonly string[] = [
  'no-lost-rows',
  'no-duplicate-rows',
  'bounded-stop',
  'nothing-after-stop',
  'batch-size',
];

const keepsNothing = 'keeps nothing, by design';
const oneTransactionARow = 'writes each row in a transaction of its own, before put returns';

/** What does not apply to the two writers that do not batch. */
export const inapplicable = {
  noop: Object.fromEntries([...invariants, '*'].map((invariant) => [invariant, keepsNothing])),
  single: { 'nothing-after-stop': oneTransactionARow, 'batch-size': oneTransactionARow },
};

/** Stop has this long, and a little more for its last step. */
const STOP_TIMEOUT_MS = 10_000;
const STOP_SLACK_MS = 1_000;

/** When no more rows are put. */
type Until = 'stop-begins' | 'stop-resolves' | 'the-end';

type Options = LogWriterOptions & { readonly maxBatch: number };

/** A usage log: the database behind the writer's port, and a ledger of what the writer promised. */
export class UsageLog {
  readonly db: Database<{ [TABLE]: LogRow }>;
  ledger: Ledger;
  writer: LogWriter;
  readonly #sim: Sim;
  readonly #create: CreateLogWriter;
  readonly #options: Options;
  readonly #poisoned: string | undefined;
  /** Rows of which some writer said that they are written, or dropped. */
  readonly #acknowledged = new Set<string>();
  readonly #written = new Set<string>();
  /** Rows that this process accepted, in order. */
  #put: LogRow[] = [];
  /** Rows whose put threw although nobody had stopped the writer. */
  readonly refused: string[] = [];
  #stops: StopProbe[] = [];

  /** @param poisoned id of a row that the database refuses whenever it is tried */
  constructor(
    sim: Sim,
    create: CreateLogWriter,
    options: Options,
    databaseOptions: DatabaseOptions = {},
    poisoned?: string,
  ) {
    this.#sim = sim;
    this.ledger = new Ledger(sim);
    this.#poisoned = poisoned;
    this.#create = create;
    this.#options = options;
    this.db = new Database(sim, databaseOptions);
    this.writer = this.#createWriter();
    sim.watch('writer', () => ({
      buffered: this.buffered().map(({ id }) => id),
      dropped: [...this.ledger.droppedIds],
    }));
  }

  /**
   * After a crash: the database is what it was, the writer is a new one. Its predecessor's promises are void but for
   * the rows that it acknowledged; all others are still at their source, which has to put them again.
   */
  restart(): void {
    const { droppedIds } = this.ledger;
    this.ledger = new Ledger(this.#sim);
    for (const id of this.#acknowledged) this.ledger.accept(id);
    for (const id of droppedIds) this.ledger.drop(id);
    this.#put = [];
    this.#stops = [];
    this.writer = this.#createWriter();
  }

  /** Puts a row; if that returns normally, the row was accepted. */
  async put(id: string): Promise<void> {
    const row = { id };
    try {
      const written = this.writer.put(row);
      if (written !== undefined) await written;
    } catch {
      if (!this.stopping) this.refused.push(id);
      return;
    }
    this.#put.push(row);
    this.ledger.accept(id);
  }

  /**
   * An actor that puts those of the rows r1, r2, … that are not acknowledged, one arrival after the other.
   * @param until when no more rows come. Default: requests end before the server stops
   */
  producer(rows: number, until: Until = 'stop-begins'): void {
    this.#sim.task('producer', () => this.#produce('r', rows, until));
  }

  /** An actor that puts rows s1, s2, …, usually when the server stops already. */
  straggler(rows: number, until: Until): void {
    this.#sim.task('straggler', () => this.#produce('s', rows, until), { late: true });
  }

  /** Puts rows of one moment: with prefix `r`, r1, r2, … */
  async burst(prefix: string, rows: number): Promise<void> {
    await Promise.all(Array.from({ length: rows }, (_, i) => this.put(`${prefix}${i + 1}`)));
  }

  /** An actor that stops the writer, after the ordinary work unless the schedule says otherwise. */
  stopper(signal: 'sigterm' | 'sigint' = 'sigterm'): void {
    this.#sim.task(signal, () => this.stop(), { late: true });
  }

  /** Whether stop has begun. */
  get stopping(): boolean {
    return this.#stops.length > 0;
  }

  /** Whether stop has resolved. */
  get stopped(): boolean {
    return this.#stops.some(({ settledStep }) => settledStep !== undefined);
  }

  stop(): Promise<void> {
    const probe = new StopProbe(this.#sim, {
      buffered: () => this.writer.size,
      running: () => this.db.openSessions,
    });
    this.#stops.push(probe);
    return probe.run(() => this.writer.stop());
  }

  /** What can be said of the log at the end of a run, by invariant. */
  checks(of = invariants, stopBoundMs = STOP_TIMEOUT_MS + STOP_SLACK_MS): CheckResult[] {
    const table = this.db.table(TABLE);
    const buffered = this.buffered();
    const results = [
      noLostRows(this.ledger, table, buffered),
      noDuplicateRows(this.ledger, table),
      batchSize(table.batches(), this.#options.maxBatch),
    ];
    for (const stop of this.#stops) {
      results.push(boundedStop(stop, stopBoundMs), nothingAfterStop(stop, table.committed, buffered));
    }
    return of === invariants ? results : results.filter(({ invariant }) => of.includes(invariant));
  }

  get stored(): readonly LogRow[] {
    return this.db.rows(TABLE);
  }

  /** Rows that a writer has said are written. */
  get written(): ReadonlySet<string> {
    return this.#written;
  }

  /** The writer tells how many rows it still has; rows leave it in order, so they are the last that were put. */
  buffered(): readonly LogRow[] {
    const { size } = this.writer;
    return size === 0 ? [] : this.#put.slice(-size);
  }

  async #produce(prefix: string, rows: number, until: Until): Promise<void> {
    const arrive = this.#sim.operation('arrive');
    for (let i = 1; i <= rows; i++) {
      const id = `${prefix}${i}`;
      if (this.#acknowledged.has(id)) continue;
      await arrive.call(id, () => {});
      if (until === 'stop-begins' ? this.stopping : until === 'stop-resolves' && this.stopped) return;
      await this.put(id);
    }
  }

  #createWriter(): LogWriter {
    return this.#create(this.#store(), {
      stopTimeoutMs: STOP_TIMEOUT_MS,
      spawn: this.#sim.spawn,
      onWritten: (rows) => {
        this.#acknowledge(rows);
        for (const { id } of rows) this.#written.add(id);
      },
      onDropped: (rows) => {
        this.#acknowledge(rows);
        for (const { id } of rows) this.ledger.drop(id);
      },
      ...this.#options,
    });
  }

  #store(): LogStore {
    const store = new TableStore(this.db, TABLE);
    return this.#poisoned === undefined ? store : refusing(store, this.#poisoned);
  }

  #acknowledge(rows: readonly LogRow[]): void {
    for (const { id } of rows) this.#acknowledged.add(id);
  }
}
