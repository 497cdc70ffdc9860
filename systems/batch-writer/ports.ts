/** A row of the usage log. Rows are JSON values; `id` is unique and serves as the idempotency key. */
export interface LogRow {
  readonly id: string;
  /** Who pays for it, and how much. Default: nobody. */
  readonly charge?: { readonly user: string; readonly cost: number };
}

/** The database that the log is kept in. */
export interface LogStore {
  open(): Promise<LogTransaction>;
}

export interface LogTransaction {
  /** Adds the row, whether or not there is one with the same id. */
  insert(row: LogRow): Promise<void>;
  /**
   * Adds the row unless a committed row, or one of this transaction, has the same key (as `ON CONFLICT DO NOTHING`), and
   * tells which.
   */
  insertOnce(key: string, row: LogRow): Promise<'new' | 'known'>;
  /** Adds to what the user has spent. A store that keeps no account of users has it not. */
  readonly charge?: (user: string, cost: number) => Promise<void>;
  commit(): Promise<void>;
  /** Gives up what is in flight and rolls back what is not committed. Does nothing after a commit that returned. */
  close(): void;
}
