import type { Database, Tables } from './database.ts';
import type { DatabaseSession } from './database-session.ts';

/** A database seen through one table, as a writer of a log sees it: one connection, one transaction. */
export class TableStore<T extends Tables, K extends keyof T & string> {
  readonly #database: Database<T>;
  readonly #table: K;

  constructor(database: Database<T>, table: K) {
    this.#database = database;
    this.#table = table;
  }

  /** Opens a connection. */
  open(): Promise<TableTransaction<T, K>> {
    return this.#database.openAs((session) => new TableTransaction(session, this.#table));
  }
}

/** One connection that writes to one table. */
export class TableTransaction<T extends Tables, K extends keyof T & string> {
  readonly #session: DatabaseSession<T>;
  readonly #table: K;

  constructor(session: DatabaseSession<T>, table: K) {
    this.#session = session;
    this.#table = table;
  }

  /** Adds a row. */
  insert(row: T[K]): Promise<void> {
    return this.#session.insert(this.#table, row);
  }

  /** Adds the row unless there is one with that key, and tells which. */
  insertOnce(key: string, row: T[K]): Promise<'new' | 'known'> {
    return this.#session.insertOnce(this.#table, key, row);
  }

  /** Makes what was inserted durable and visible, all at once. */
  commit(): Promise<void> {
    return this.#session.commit();
  }

  /** Gives up what is in flight and rolls back what is not committed. */
  close(): void {
    this.#session.close();
  }
}
