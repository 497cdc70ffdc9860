import { SerializationFailure } from '../../world/database-errors.ts';
import { type Isolation, Transaction } from '../../world/transaction.ts';
import type { SqlDatabase } from './sql-database.ts';
import { SqlError } from './sql-error.ts';
import type { SqlTable } from './sql-table.ts';
import type { SqlRow } from './sql-type.ts';
import type { Steps } from './steps.ts';

/** What to do where somebody else has locked the row. */
export type Waiting = 'wait' | 'nowait' | 'skip';

/** What one transaction reads, locks and writes: a transaction of `world`'s database, with PostgreSQL's row locks. */
export class Work {
  /** When it began, as `Date.now()` counts. */
  readonly nowMs = Date.now();
  /** How long it waits for a lock; 0 stands for ever. */
  lockTimeoutMs = 0;
  readonly #database: SqlDatabase;
  readonly #transaction: Transaction;
  readonly #hasSnapshot: boolean;
  #since: number | undefined;

  constructor(database: SqlDatabase, isolation: Isolation) {
    this.#database = database;
    this.#transaction = new Transaction(isolation);
    this.#hasSnapshot = isolation !== 'read-committed';
  }

  /** All rows as it sees them. */
  rows(table: SqlTable): Map<string, SqlRow> {
    this.#touch();
    return this.#transaction.all(table.stored) as Map<string, SqlRow>;
  }

  /** Notes what was read: a row, or the table where it took a look at all of them. */
  noteRead(table: SqlTable, key: string | undefined): void {
    this.#transaction.read(table.stored, key);
  }

  /**
   * Locks a row to the end of the transaction; the row as it is then, undefined where it is gone or was skipped.
   * @throws SqlError where the isolation forbids to go on, or there was no waiting for the lock
   */
  *lock(table: SqlTable, key: string, waiting: Waiting): Steps<SqlRow | undefined> {
    if (!(yield* this.take(lockOf(table, key), waiting, table))) return undefined;
    this.requireUnchanged(table, key);
    return this.#transaction.find(table.stored, key) as SqlRow | undefined;
  }

  /** @throws SqlError where the row has changed since the snapshot, if there is one */
  requireUnchanged(table: SqlTable, key: string): void {
    if (this.#hasSnapshot && table.stored.changedSince(this.#since ?? 0, key))
      throw new SqlError('40001', 'could not serialize access due to concurrent update');
  }

  /** Takes a lock of the table, or waits for it; false where it was skipped. */
  *take(name: string, waiting: Waiting, table: SqlTable): Steps<boolean> {
    this.#touch();
    const { locks } = this.#database;
    if (locks.tryTake(name, this)) return true;
    if (waiting === 'nowait')
      throw new SqlError('55P03', `could not obtain lock on row in relation "${table.name}"`);
    if (waiting === 'wait') yield locks.wait(name, this, this.lockTimeoutMs);
    return waiting === 'wait';
  }

  /** Whether somebody else has changed the row, and not committed that. */
  isChangedByOthers(table: SqlTable, key: string): boolean {
    return this.#database.locks.isWrittenByOthers(lockOf(table, key), this);
  }

  /** Rows that were committed since its snapshot, which it does not see; none where it sees all. */
  laterRows(table: SqlTable): Map<string, SqlRow> {
    const later = [...table.stored.committed]
      .map(({ key, row }) => [String(key), row as SqlRow] as const)
      .filter(([key]) => this.#hasSnapshot && table.stored.changedSince(this.#since ?? 0, key));
    return new Map(later);
  }

  insert(table: SqlTable, key: string, row: SqlRow): void {
    this.#database.locks.tryTake(lockOf(table, key), this);
    this.#database.locks.wrote(lockOf(table, key));
    this.#transaction.insert(table.stored, row, key, this.#database.commits);
  }

  /** Puts a row that is locked into the place of what was there; undefined deletes it. */
  put(table: SqlTable, key: string, row: SqlRow | undefined): void {
    this.#database.locks.wrote(lockOf(table, key));
    this.#transaction.change(table.stored, key, () => row, this.#database.commits);
  }

  /** @throws SqlError where the isolation forbids it; then all is rolled back */
  commit(): void {
    try {
      if (!this.#transaction.isEmpty) this.#transaction.apply(0, this.#database.commits + 1);
      this.#database.commits += this.#transaction.isEmpty ? 0 : 1;
    } catch (error) {
      if (!(error instanceof SerializationFailure)) throw error;
      const why = 'could not serialize access due to read/write dependencies among transactions';
      throw new SqlError('40001', why);
    } finally {
      this.#database.locks.release(this);
    }
  }

  rollback(): void {
    this.#transaction.giveUp(0);
    this.#database.locks.release(this);
  }

  #touch(): void {
    this.#since ??= this.#database.commits;
    const tables = [...this.#database.tables.values()].map(({ stored }) => stored);
    this.#transaction.touch(tables, this.#since);
  }
}

/** What is locked for a row. */
export function lockOf(table: SqlTable, key: string): string {
  return `${table.name} ${key}`;
}
