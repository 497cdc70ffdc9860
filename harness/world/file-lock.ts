import { recording } from '../core/recording.ts';
import { DatabaseBusy } from './database-errors.ts';
import type { Transaction } from './transaction.ts';

const known = new WeakMap<object, FileLock>();

/** The lock of a database's file, for its sessions; undefined where it has none. */
export function fileLockOf(database: object): FileLock | undefined {
  return known.get(database);
}

/**
 * The locks of a file as SQLite has them with a rollback journal: many read, one of them may be about to write, and it
 * commits when nobody else reads. Nobody waits: who comes in between is told `DatabaseBusy`.
 * Source: "File Locking And Concurrency In SQLite Version 3", sqlite.org/lockingv3.html.
 */
export class FileLock {
  readonly #resource: string;
  /** Who has SHARED, or more. */
  readonly #readers = new Set<Transaction>();
  /** Who has RESERVED, or more. */
  #writer: Transaction | undefined;
  /** The writer has tried to commit: nobody new may read. */
  #isPending = false;

  private constructor(name: string) {
    this.#resource = `${name} file`;
  }

  /** Gives a database such a lock. @param name what traces call it */
  static of(database: object, name: string): FileLock {
    const lock = new FileLock(name);
    known.set(database, lock);
    return lock;
  }

  /** From its first statement to its end a transaction reads. @throws DatabaseBusy */
  read(transaction: Transaction): void {
    recording.to?.write(this.#resource);
    if (this.#isPending && !this.#readers.has(transaction)) throw new DatabaseBusy();
    this.#readers.add(transaction);
  }

  /** From its first change to its end a transaction is the one that writes. @throws DatabaseBusy */
  write(transaction: Transaction): void {
    const isNew = !this.#readers.has(transaction);
    this.read(transaction);
    if (this.#writer !== undefined && this.#writer !== transaction) {
      if (isNew) this.#readers.delete(transaction);
      throw new DatabaseBusy();
    }
    this.#writer = transaction;
  }

  /** @throws DatabaseBusy where somebody else reads; the transaction may try again, or roll back */
  commit(transaction: Transaction): void {
    recording.to?.write(this.#resource);
    if (this.#writer !== transaction) return;
    const others = this.#readers.size - (this.#readers.has(transaction) ? 1 : 0);
    this.#isPending = others > 0;
    if (this.#isPending) throw new DatabaseBusy();
  }

  /** The transaction is at its end. */
  release(transaction: Transaction): void {
    recording.to?.write(this.#resource);
    this.#readers.delete(transaction);
    if (this.#writer !== transaction) return;
    this.#writer = undefined;
    this.#isPending = false;
  }
}
