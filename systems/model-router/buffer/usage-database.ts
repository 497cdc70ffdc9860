import { Cancelled, type Scope } from '../../primitives/task.ts';
import { type Lock, locked } from '../locking/lock.ts';
import type { CountsRow, SeriesRow, UsageStore } from '../ports.ts';

/**
 * Writes rows in one transaction each call, on the one connection, under one operation lock. Rolls back on an error;
 * a cancellation leaves the transaction open.
 */
export class UsageDatabase {
  readonly #store: UsageStore;
  readonly #operationLock: Lock;

  constructor(store: UsageStore, operationLock: Lock) {
    this.#store = store;
    this.#operationLock = operationLock;
  }

  addCounts(rows: Iterable<CountsRow>, scope: Scope): Promise<void> {
    return this.#transact(rows, (row) => this.#store.insertCounts(row), scope);
  }

  addSeries(rows: Iterable<SeriesRow>, scope: Scope): Promise<void> {
    return this.#transact(rows, (row) => this.#store.insertSeries(row), scope);
  }

  #transact<R>(rows: Iterable<R>, insert: (row: R) => Promise<void>, scope: Scope): Promise<void> {
    return locked(this.#operationLock, scope, async () => {
      try {
        await scope.wait(this.#store.begin());
        for (const row of rows) await scope.wait(insert(row));
        await scope.wait(this.#store.commit());
      } catch (error) {
        if (!(error instanceof Cancelled)) await this.#rollBack(scope);
        throw error;
      }
    });
  }

  async #rollBack(scope: Scope): Promise<void> {
    try {
      await scope.wait(this.#store.rollback());
    } catch (error) {
      // The error that led here says more than that the rollback failed too.
      if (error instanceof Cancelled) throw error;
    }
  }
}
