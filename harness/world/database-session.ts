import { Flight } from '../core/flight.ts';
import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf } from '../core/stamp.ts';
import { ConnectionClosed, NestedTransaction, NoTransaction, TransactionAborted } from './database-errors.ts';
import type { Database, DatabaseCall, Tables } from './database.ts';
import { type FileLock, fileLockOf } from './file-lock.ts';
import { type RowLocks, rowLocksOf } from './row-locks.ts';
import type { RowKey, Table } from './table.ts';
import { type Change, Transaction } from './transaction.ts';

/** What a statement does at the server. */
type Effect<V> = (transaction: Transaction, table: Table) => V;

/** What is asked of a transaction that is about to write. */
type Asks = (transaction: Transaction, table: Table) => boolean;

/**
 * One connection. Its statements reach the server in the order in which they were called, one at a time. A row is
 * taken as it is when the statement is called. A statement that fails has no effect, and its transaction goes on, but where rows are
 * locked.
 */
export class DatabaseSession<T extends Tables = Tables> {
  readonly #sim: Sim;
  readonly #database: Database<T>;
  readonly #locks: RowLocks | undefined;
  readonly #file: FileLock | undefined;
  readonly #resource = recording.to?.nameFor('session') ?? '';
  readonly #flight = new Flight();
  #transaction: Transaction | undefined;
  #over = false;
  #closed = false;
  #arrived = true;
  #queued = 0;
  /** A statement has reached the server, and waits there for others. */
  #isWaiting = false;
  /** Commits that arrive, whatever becomes of this session. */
  readonly #commitsInFlight = new Flight();
  #last: Promise<unknown> | undefined;
  #closing: Promise<never> | undefined;
  #rejectClosing: ((reason: Error) => void) | undefined;

  constructor(sim: Sim, database: Database<T>) {
    this.#sim = sim;
    this.#database = database;
    this.#locks = rowLocksOf(database);
    this.#file = fileLockOf(database);
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
    const effect: Effect<void> = (transaction, found) => transaction.insert(found, copy, key, this.#commits);
    return this.#write('insert', table, key, effect, row);
  }

  /** Adds a row unless there is one with that key (`ON CONFLICT DO NOTHING`). */
  insertOnce<K extends keyof T & string>(table: K, key: RowKey, row: T[K]): Promise<'new' | 'known'> {
    const copy = { ...row };
    const effect: Effect<'new' | 'known'> = (transaction, found) => {
      if (transaction.insertOnce(found, key, copy, this.#commits)) return 'new';
      if (this.#locks !== undefined) transaction.requireUnchanged(found, key);
      return 'known';
    };
    // A row that is there, and that nobody is about to change, is only looked at.
    const isLocked: Asks = (transaction, found) =>
      !transaction.isTaken(found, key) || this.#locks?.isTaken(found, key, transaction) === true;
    return this.#write('insert', table, key, effect, row, isLocked);
  }

  /** Changes the row with that key, if there is one; at the commit, the row as it is committed then. */
  update<K extends keyof T & string>(table: K, key: RowKey, change: (row: T[K]) => T[K]): Promise<void> {
    return this.#change('update', table, key, (row) => row && change(row as T[K]));
  }

  /** Changes the row with that key, or adds it. */
  upsert<K extends keyof T & string>(
    table: K,
    key: RowKey,
    change: (row: T[K] | undefined) => T[K],
  ): Promise<void> {
    const effect: Effect<void> = (transaction, found) => {
      if (this.#locks !== undefined && found.get(key) !== undefined) transaction.requireUnchanged(found, key);
      transaction.change(found, key, (row) => change(row as T[K] | undefined), this.#commits);
    };
    return this.#write('update', table, key, effect, key);
  }

  /** Deletes the row with that key, if there is one. */
  delete<K extends keyof T & string>(table: K, key: RowKey): Promise<void> {
    return this.#change('delete', table, key, gone);
  }

  /** The row with that key. */
  get<K extends keyof T & string>(table: K, key: RowKey): Promise<Readonly<T[K]> | undefined> {
    const effect = (): Readonly<T[K]> | undefined => {
      const found = this.#find(table);
      const transaction = this.#reading();
      this.#file?.read(transaction);
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
      this.#file?.read(transaction);
      transaction.read(found, undefined);
      const rows = [...transaction.all(found).values()] as T[K][];
      return where === undefined ? rows : rows.filter(where);
    };
    return this.#send('select', table, effect);
  }

  /** Makes the transaction's writes durable and visible, all at once. */
  commit(): Promise<void> {
    return this.#send('commit', undefined, () => {
      this.#arrive();
      if (this.#transaction !== undefined) this.#file?.commit(this.#transaction);
      const transaction = this.#end();
      if (transaction === undefined) return;
      if (transaction.isEmpty) this.#release(transaction);
      else this.#database.apply(transaction);
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
    const arrives = this.#leaveCommits();
    // What waits at the server is done before anybody there finds out; a commit that was sent arrives.
    if (!this.#isWaiting && !arrives) this.#giveUp();
    this.#database.forget(this);
  }

  /** The process died: the server rolls back, nobody is told. */
  drop(): void {
    this.#closed = true;
    if (this.#isWaiting && this.#transaction !== undefined)
      this.#locks?.cancel(this.#transaction, new ConnectionClosed());
    this.#giveUp();
  }

  /** Says whether a commit is on its way that will arrive. */
  #leaveCommits(): boolean {
    let arrives = false;
    const leaving = {
      abandon: (_run: unknown, reason: () => unknown): void => {
        arrives = this.#commitsInFlight.leave(reason, () => this.#giveUp());
      },
    };
    this.#sim.abandon(leaving, () => new ConnectionClosed());
    return arrives;
  }

  #giveUp(): void {
    recording.to?.write(this.#resource);
    this.#transaction?.giveUp(stepOf(this.#sim));
    if (this.#transaction !== undefined) this.#release(this.#transaction);
    this.#transaction = undefined;
  }

  #release(transaction: Transaction): void {
    this.#locks?.release(transaction);
    this.#file?.release(transaction);
  }

  /** A statement has reached the server. */
  #arrive(): void {
    recording.to?.write(this.#resource);
    this.#arrived = true;
  }

  #end(): Transaction | undefined {
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
    if (this.#transaction.isFailed) throw new TransactionAborted();
    this.#transaction.touch(this.#database.tables(), this.#commits);
    return this.#transaction;
  }

  /** Changes a row, where this transaction sees one. */
  #change(call: 'update' | 'delete', table: string, key: RowKey, change: Change): Promise<void> {
    const locks = this.#locks;
    const effect: Effect<void> = (transaction, found) => {
      if (locks !== undefined) transaction.requireUnchanged(found, key);
      if (locks === undefined || transaction.find(found, key) !== undefined)
        transaction.change(found, key, change, this.#commits);
    };
    const isThere: Asks = (transaction, found) => transaction.find(found, key) !== undefined;
    return this.#write(call, table, key, effect, key, isThere);
  }

  /**
   * Writes a row: where there are locks, when nobody else has written it who is not at the end.
   * @param isLocked whether the row is to be locked first
   */
  #write<V>(
    call: 'insert' | 'update' | 'delete',
    table: string,
    key: RowKey | undefined,
    effect: Effect<V>,
    args: unknown,
    isLocked: Asks = always,
  ): Promise<V> {
    const locks = this.#locks;
    const atServer = (): V | Promise<V> => {
      const transaction = this.#writing();
      const found = this.#find(table);
      if (locks === undefined || key === undefined) return effect(transaction, found);
      const write = (): V => this.#orFail(transaction, () => effect(transaction, found));
      const wait = isLocked(transaction, found) ? locks.take(found, key, transaction) : undefined;
      if (wait === undefined) return write();
      this.#isWaiting = true;
      return this.#afterWait(wait, transaction, () => {
        const value = write();
        if (!transaction.hasWritten(found, key)) locks.giveBack(found, key, transaction);
        return value;
      });
    };
    return this.#send(call, table, atServer, args);
  }

  async #afterWait<V>(wait: Promise<void>, transaction: Transaction, write: () => V): Promise<V> {
    try {
      await wait;
      return write();
    } catch (error) {
      if (!transaction.isFailed) this.#fail(transaction);
      throw error;
    } finally {
      this.#isWaiting = false;
      this.#sim.changed();
      // The client has gone meanwhile.
      if (this.#closed) this.#giveUp();
    }
  }

  #orFail<V>(transaction: Transaction, write: () => V): V {
    try {
      return write();
    } catch (error) {
      this.#fail(transaction);
      throw error;
    }
  }

  #fail(transaction: Transaction): void {
    transaction.fail(stepOf(this.#sim));
    this.#locks?.release(transaction);
  }

  #writing(): Transaction {
    this.#sim.changed();
    const transaction = this.#reading();
    this.#file?.write(transaction);
    return transaction;
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

  #send<V>(
    call: DatabaseCall,
    table: string | undefined,
    effect: () => V | Promise<V>,
    args?: unknown,
  ): Promise<V> {
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

  #put<V>(
    operation: Operation,
    table: string | undefined,
    effect: () => V | Promise<V>,
    args: unknown,
  ): Promise<V> {
    this.#arrived = false;
    const isSent = this.#database.commitsOnClose && operation === this.#database.operation('commit');
    return operation.call(table, effect, { args, flight: isSent ? this.#commitsInFlight : this.#flight });
  }

  /** The one before is still under way, as after a cancellation: wait for the server to be done with it. */
  #queue<V>(
    before: Promise<unknown>,
    operation: Operation,
    table: string | undefined,
    effect: () => V | Promise<V>,
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

function always(): boolean {
  return true;
}

function gone(): undefined {
  return undefined;
}
