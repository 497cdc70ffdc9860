import { recording } from '../core/recording.ts';
import { DeadlockDetected } from './database-errors.ts';
import { Locks } from './locks.ts';
import type { RowKey, Table } from './table.ts';
import type { Transaction } from './transaction.ts';

const known = new WeakMap<object, RowLocks>();

/** The locks of a database, for its sessions; undefined where it has none. */
export function rowLocksOf(database: object): RowLocks | undefined {
  return known.get(database);
}

/** The rows that the transactions of one database have written, which others wait for. */
export class RowLocks {
  readonly #resource: string;
  readonly #locks = new Locks({
    deadlock: () => new DeadlockDetected(),
    // Nobody here waits for so long and no longer.
    timeout: () => new DeadlockDetected(),
  });

  private constructor(name: string) {
    this.#resource = `${name} locks`;
  }

  /** Gives a database such locks. @param name what traces call it */
  static of(database: object, name: string): RowLocks {
    const locks = new RowLocks(name);
    known.set(database, locks);
    return locks;
  }

  /** Locks a row to the end of the transaction: at once, or when the promise resolves. Rejects with `DeadlockDetected`. */
  take(table: Table, key: RowKey, transaction: Transaction): Promise<void> | undefined {
    recording.to?.write(this.#resource);
    const name = nameOf(table, key);
    return this.#locks.tryTake(name, transaction) ? undefined : this.#locks.wait(name, transaction);
  }

  /** Whether another transaction has locked the row. */
  isTaken(table: Table, key: RowKey, transaction: Transaction): boolean {
    recording.to?.read(this.#resource);
    return this.#locks.isTaken(nameOf(table, key), transaction);
  }

  /** Gives a row back that was not written after all. */
  giveBack(table: Table, key: RowKey, transaction: Transaction): void {
    this.#locks.releaseOne(nameOf(table, key), transaction);
  }

  /** Gives the transaction's rows to those who wait for them. */
  release(transaction: Transaction): void {
    recording.to?.write(this.#resource);
    this.#locks.release(transaction);
  }

  /** Ends the wait of this transaction, if it waits. */
  cancel(transaction: Transaction, error: Error): void {
    this.#locks.cancel(transaction, error);
  }
}

function nameOf(table: Table, key: RowKey): string {
  return `${table.name} ${typeof key} ${key}`;
}
