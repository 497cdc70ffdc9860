import { Cancelled, type Scope, uncancellable } from '../primitives/task.ts';
import type { LogWriter, LogWriterOptions } from './log-writer.ts';
import type { LogRow, LogStore } from './ports.ts';
import { inTransaction, insertAndCharge } from './transaction.ts';

/** Writes each row in a transaction of its own while the caller waits. A row that the database refuses is dropped. */
export class SingleLogWriter implements LogWriter {
  readonly size = 0;
  readonly #store: LogStore;
  readonly #options: LogWriterOptions;

  constructor(store: LogStore, options: LogWriterOptions = {}) {
    this.#store = store;
    this.#options = options;
  }

  start(): void {}

  async put(row: LogRow, scope: Scope = uncancellable): Promise<void> {
    try {
      await inTransaction(this.#store, scope, (transaction) => insertAndCharge(transaction, row, scope));
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      this.#options.onDropped?.([row], error);
      return;
    }
    this.#options.onWritten?.([row]);
  }

  async stop(): Promise<void> {}
}
