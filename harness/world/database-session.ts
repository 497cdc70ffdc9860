import { Flight } from '../core/flight.ts';
import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf } from '../core/stamp.ts';
import { ConnectionClosed, NestedTransaction, NoTransaction } from './database-errors.ts';
import type { Database, DatabaseCall, Tables } from './database.ts';
import type { RowKey, Table } from './table.ts';
import { Transaction } from './transaction.ts';

/**
 * One connection. Its statements reach the server in the order in which they were called, one at a time. A row is
 * taken as it is when the statement is called. A statement that fails has no effect, and its transaction goes on.
 */
export class DatabaseSession<T extends Tables = Tables> {
  readonly #sim: Sim;
  readonly #database: Database<T>;
  readonly #resource = recording.to?.nameFor('session') ?? '';
  readonly #flight = new Flight();
  #transaction: Transaction | undefined;
  #over = false;
  #closed = false;
  #arrived = true;
  #queued = 0;
  #last: Promise<unknown> | undefined;
  #closing: Promise<never> | undefined;
  #rejectClosing: ((reason: Error) => void) | undefined;

  constructor(sim: Sim, database: Database<T>) {
    this.#sim = sim;
    this.#database = database;
  }

  /** Begins a transaction. Rejects with `NestedTransaction` inside one. */
  begin(): Promise<void> {
    return this.#send('begin', undefined, () => {
      this.#arrive();
      if (this.#over) throw new NoTransaction();
      if (this.#transaction !== undefined) throw new NestedTransaction();
      this.#transaction = this.#newTransaction();
    });
  }

  /** Adds a row; rejects with `UniqueViolation` where `key` is given and taken. */
  insert<K extends keyof T & string>(table: K, row: T[K], key?: RowKey): Promise<void> {
    const copy = { ...row };
    return this.#send(
      'insert',
      table,
      () => this.#writing().insert(this.#find(table), copy, key, this.#commits),
      row,
    );
  }

  /** Adds a row unless there is one with that key (`ON CONFLICT DO NOTHING`). */
  insertOnce<K extends keyof T & string>(table: K, key: RowKey, row: T[K]): Promise<'new' | 'known'> {
    const copy = { ...row };
    const effect = (): 'new' | 'known' =>
      this.#writing().insertOnce(this.#find(table), key, copy, this.#commits) ? 'new' : 'known';
    return this.#send('insert', table, effect, row);
  }

  /** Changes the row with that key, if there is one; at the commit, the row as it is committed then. */
  update<K extends keyof T & string>(table: K, key: RowKey, change: (row: T[K]) => T[K]): Promise<void> {
    const effect = (row: object | undefined): object | undefined => row && change(row as T[K]);
    return this.#send(
      'update',
      table,
      () => this.#writing().change(this.#find(table), key, effect, this.#commits),
      key,
    );
  }

  /** Changes the row with that key, or adds it. */
  upsert<K extends keyof T & string>(
    table: K,
    key: RowKey,
    change: (row: T[K] | undefined) => T[K],
  ): Promise<void> {
    const effect = (row: object | undefined): object => change(row as T[K] | undefined);
    return this.#send(
      'update',
      table,
      () => this.#writing().change(this.#find(table), key, effect, this.#commits),
      key,
    );
  }

  /** Deletes the row with that key, if there is one. */
  delete<K extends keyof T & string>(table: K, key: RowKey): Promise<void> {
    return this.#send(
      'delete',
      table,
      () => this.#writing().change(this.#find(table), key, gone, this.#commits),
      key,
    );
  }

  /** The row with that key. */
  get<K extends keyof T & string>(table: K, key: RowKey): Promise<Readonly<T[K]> | undefined> {
    const effect = (): Readonly<T[K]> | undefined => {
      const found = this.#find(table);
      const transaction = this.#reading();
      transaction.read(found, key);
      return transaction.find(found, key) as T[K] | undefined;
    };
    return this.#send('select', table, effect, key);
  }

  /** All rows that `where` accepts; all without it. */
  select<K extends keyof T & string>(
    table: K,
    where?: (row: Readonly<T[K]>) => boolean,
  ): Promise<Readonly<T[K]>[]> {
    const effect = (): Readonly<T[K]>[] => {
      const found = this.#find(table);
      const transaction = this.#reading();
      transaction.read(found, undefined);
      const rows = [...transaction.all(found).values()] as T[K][];
      return where === undefined ? rows : rows.filter(where);
    };
    return this.#send('select', table, effect);
  }

  /** Makes the transaction's writes durable and visible, all at once. */
  commit(): Promise<void> {
    return this.#send('commit', undefined, () => {
      const transaction = this.#end();
      if (transaction !== undefined && !transaction.isEmpty) this.#database.apply(transaction);
    });
  }

  /**
   * Gives up what the transaction has written. Rejects with `NoTransaction` where it has to be begun explicitly and
   * was not.
   */
  rollback(): Promise<void> {
    return this.#send('rollback', undefined, () => {
      const { transactions } = this.#database;
      this.#arrive();
      if (transactions === 'explicit' && this.#transaction === undefined) throw new NoTransaction();
      this.#giveUp();
      this.#over = transactions === 'one';
    });
  }

  /** Gives up what has not reached the server, and rolls back what is not committed. May be called again. */
  close(): void {
    recording.to?.write(this.#resource);
    if (this.#closed) return;
    this.#closed = true;
    this.#sim.abandon(this.#flight, () => new ConnectionClosed());
    this.#rejectClosing?.(new ConnectionClosed());
    this.#giveUp();
    this.#database.forget(this);
  }

  /** The process died: the server rolls back, nobody is told. */
  drop(): void {
    this.#closed = true;
    this.#giveUp();
  }

  #giveUp(): void {
    recording.to?.write(this.#resource);
    this.#transaction?.giveUp(stepOf(this.#sim));
    this.#transaction = undefined;
  }

  /** A statement has reached the server. */
  #arrive(): void {
    recording.to?.write(this.#resource);
    this.#arrived = true;
  }

  #end(): Transaction | undefined {
    this.#arrive();
    const transaction = this.#transaction;
    const { transactions } = this.#database;
    if (this.#over || (transaction === undefined && transactions === 'explicit')) throw new NoTransaction();
    this.#transaction = undefined;
    this.#over = transactions === 'one';
    return transaction;
  }

  #reading(): Transaction {
    this.#arrive();
    if (this.#over) throw new NoTransaction();
    if (this.#transaction === undefined) {
      if (this.#database.transactions === 'explicit') throw new NoTransaction();
      this.#transaction = this.#newTransaction();
    }
    this.#transaction.touch(this.#database.tables(), this.#commits);
    return this.#transaction;
  }

  #writing(): Transaction {
    this.#sim.changed();
    return this.#reading();
  }

  #newTransaction(): Transaction {
    return new Transaction(this.#database.isolation);
  }

  #find(table: string): Table {
    return this.#database.table(table);
  }

  get #commits(): number {
    return this.#database.lastCommit;
  }

  #send<V>(call: DatabaseCall, table: string | undefined, effect: () => V, args?: unknown): Promise<V> {
    recording.to?.write(this.#resource);
    if (this.#closed) return Promise.reject(new ConnectionClosed());
    const operation = this.#database.operation(call);
    const before = this.#last;
    const sent =
      (this.#arrived && this.#queued === 0) || before === undefined
        ? this.#put(operation, table, effect, args)
        : this.#queue(before, operation, table, effect, args);
    this.#last = sent;
    return sent;
  }

  #put<V>(operation: Operation, table: string | undefined, effect: () => V, args: unknown): Promise<V> {
    this.#arrived = false;
    return operation.call(table, effect, { args, flight: this.#flight });
  }

  /** The one before is still under way, as after a cancellation: wait for the server to be done with it. */
  #queue<V>(
    before: Promise<unknown>,
    operation: Operation,
    table: string | undefined,
    effect: () => V,
    args: unknown,
  ): Promise<V> {
    this.#closing ??= new Promise<never>((_, reject) => {
      this.#rejectClosing = reject;
    });
    this.#queued += 1;
    const put = (): Promise<V> => {
      this.#queued -= 1;
      if (this.#closed) throw new ConnectionClosed();
      return this.#put(operation, table, effect, args);
    };
    return Promise.race([before.then(ignore, ignore), this.#closing]).then(put);
  }
}

function ignore(): void {}

function gone(): undefined {
  return undefined;
}
