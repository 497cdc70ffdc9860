import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf } from '../core/stamp.ts';
import { DatabaseSession } from './database-session.ts';
import type { Latencies, Latency } from './latency.ts';
import { FileLock } from './file-lock.ts';
import { RowLocks } from './row-locks.ts';
import { type RowKey, Table } from './table.ts';
import type { Isolation, Transaction } from './transaction.ts';

/** Tables by name, each with the type of its rows, which are JSON objects. */
export type Tables = Record<string, object>;

/** Operations are named `<name>.<call>`, with the table as key: `db.insert(usage_logs)`, `db.commit`. */
export type DatabaseCall =
  'open' | 'begin' | 'insert' | 'update' | 'delete' | 'select' | 'commit' | 'rollback';

const latencies: Readonly<Record<DatabaseCall, Latency>> = {
  open: [1, 10],
  begin: [1, 10],
  insert: [1, 10],
  update: [1, 10],
  delete: [1, 10],
  select: [1, 10],
  commit: [1, 250],
  rollback: [1, 10],
};

/** How a database is called, what its transactions guarantee, and how long it takes. */
export interface DatabaseOptions {
  /** What its operations' names begin with. Default `db`. */
  readonly name?: string;
  /** Default `read-committed`. */
  readonly isolation?: Isolation;
  /**
   * `none` (default): who commits last has the last word, or fails where the isolation says so. `rows`, as in
   * PostgreSQL: a statement that writes a row waits for who has written it and is not at its end, rejects with
   * `DeadlockDetected` where they wait for each other, and fails itself where the isolation says so; a transaction in
   * which a statement has failed takes nothing but its end (`TransactionAborted`), and its commit is a rollback.
   * `file`, as in SQLite with a rollback journal: one transaction writes at a time, and commits when no other reads;
   * whatever would have to wait rejects with `DatabaseBusy` and may be tried again.
   */
  readonly locks?: 'none' | 'rows' | 'file';
  /**
   * What a commit in flight does when its session closes, which is told `ConnectionClosed` in any case. `abort`
   * (default): it never arrives. `continue`: it does, later, as one does in PostgreSQL that was sent.
   */
  readonly onClose?: 'abort' | 'continue';
  /**
   * `implicit` (default): the first statement begins a transaction, and so does the first after a commit.
   * `explicit`: only `begin` does; anything else outside rejects. `one`: a session is one transaction.
   */
  readonly transactions?: 'implicit' | 'explicit' | 'one';
  /** Default: 1 to 10 ms for everything but a commit, which takes 1 to 250. */
  readonly latencyMs?: Latencies<DatabaseCall>;
  /** Whether a select's rows may be stale on arrival: request and reply are two events. Default true. */
  readonly splitReads?: boolean;
}

/**
 * A relational database. Sessions see committed rows and their own; a crash of the process rolls back what its
 * sessions had open. Faults by operation name: `error`, `stall`, and `lost-reply` (the effect happened).
 *
 * ```ts
 * const db = new Database<{ usage_logs: LogRow }>(sim);
 * const session = await db.open();
 * await session.insert('usage_logs', row);
 * await session.commit();
 * session.close();
 * ```
 */
export class Database<T extends Tables = Tables> {
  /** What other transactions may do to one. */
  readonly isolation: Isolation;
  /** When a transaction begins. */
  readonly transactions: 'implicit' | 'explicit' | 'one';
  /** @internal For sessions: whether a commit that was sent arrives, whatever becomes of its session. */
  readonly commitsOnClose: boolean;
  readonly #sim: Sim;
  readonly #options: DatabaseOptions;
  readonly #locks: RowLocks | undefined;
  readonly #file: FileLock | undefined;
  readonly #name: string;
  readonly #byName = new Map<string, Table>();
  readonly #operations: Partial<Record<DatabaseCall, Operation>> = {};
  #commits = 0;
  readonly #sessions = new Set<DatabaseSession<T>>();

  constructor(sim: Sim, options: DatabaseOptions = {}) {
    this.#sim = sim;
    this.#options = options;
    this.#name = options.name ?? 'db';
    this.isolation = options.isolation ?? 'read-committed';
    this.transactions = options.transactions ?? 'implicit';
    this.#locks = options.locks === 'rows' ? RowLocks.of(this, this.#name) : undefined;
    this.#file = options.locks === 'file' ? FileLock.of(this, this.#name) : undefined;
    this.commitsOnClose = options.onClose === 'continue';
    sim.onRestart(() => this.#dropSessions());
    sim.watch(this.#name, () => this.#shown());
  }

  /** Transactions that were committed and wrote something. */
  get commits(): number {
    recording.to?.read(`${this.#name} commits`);
    return this.#commits;
  }

  /** Opens a connection. */
  open(): Promise<DatabaseSession<T>> {
    return this.openAs((session) => session);
  }

  /** Opens a connection and hands it out in another shape. */
  openAs<S>(wrap: (session: DatabaseSession<T>) => S): Promise<S> {
    return this.operation('open').call(undefined, () => wrap(this.session()));
  }

  /** A connection that is open already, as from a pool: does not suspend. */
  session(): DatabaseSession<T> {
    recording.to?.commute(`${this.#name} sessions`);
    const session = new DatabaseSession<T>(this.#sim, this);
    this.#sessions.add(session);
    return session;
  }

  /** What is committed now, in order of commit. Synchronous, for oracles. */
  rows<K extends keyof T & string>(table: K): Readonly<T[K]>[] {
    const rows: T[K][] = [];
    for (const { row } of this.table(table).committed) rows.push(row);
    return rows;
  }

  /** The table itself, with the steps at which rows were committed or rolled back. Synchronous, for oracles. */
  table<K extends keyof T & string>(name: K): Table<T[K]> {
    let table = this.#byName.get(name);
    if (table === undefined) {
      table = new Table(name, this.#name);
      this.#byName.set(name, table);
    }
    return table as unknown as Table<T[K]>;
  }

  /** Rows that are there from the start, each under its key. */
  seed<K extends keyof T & string>(table: K, rows: Readonly<Record<string, T[K]>>): void {
    const found = this.table(table);
    for (const [key, row] of Object.entries(rows)) found.write(key, row, 0, 0);
  }

  /** The row that is committed now under that key. Synchronous, for oracles. */
  row<K extends keyof T & string>(table: K, key: RowKey): Readonly<T[K]> | undefined {
    return this.table(table).get(key)?.row;
  }

  /** Connections that are not closed. Synchronous, for oracles. */
  get openSessions(): number {
    recording.to?.read(`${this.#name} sessions`);
    return this.#sessions.size;
  }

  /** @internal For sessions: which rows have changed since, told by key; that others have, is nothing to compare. */
  get lastCommit(): number {
    return this.#commits;
  }

  /** @internal For sessions. */
  tables(): Iterable<Table> {
    return this.#byName.values();
  }

  /** @internal For sessions. */
  operation(call: DatabaseCall): Operation {
    return (this.#operations[call] ??= this.#sim.operation(`${this.#name}.${call}`, {
      latencyMs: this.#options.latencyMs?.[call] ?? latencies[call],
      effect: call === 'select' && this.#options.splitReads !== false ? 'split' : 'delivery',
    }));
  }

  /** @internal For sessions: a commit that has reached the server. */
  apply(transaction: Transaction): void {
    try {
      recording.to?.commute(`${this.#name} commits`);
      transaction.apply(stepOf(this.#sim), this.#commits + 1);
      this.#commits += 1;
    } catch (error) {
      transaction.giveUp(stepOf(this.#sim));
      throw error;
    } finally {
      this.#locks?.release(transaction);
      this.#file?.release(transaction);
    }
    this.#sim.changed();
  }

  /** @internal For sessions that close. */
  forget(session: DatabaseSession<T>): void {
    recording.to?.commute(`${this.#name} sessions`);
    this.#sessions.delete(session);
  }

  #dropSessions(): void {
    for (const session of this.#sessions) session.drop();
    this.#sessions.clear();
  }

  #shown(): Record<string, unknown> {
    const shown: Record<string, unknown> = {};
    for (const [name, table] of this.#byName) shown[name] = [...table.committed].map(({ row }) => row);
    return shown;
  }
}
