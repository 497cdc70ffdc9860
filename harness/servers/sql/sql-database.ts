import { type LockErrors, Locks } from '../../world/locks.ts';
import { SqlError } from './sql-error.ts';
import type { SqlTable } from './sql-table.ts';

const errors: LockErrors = {
  deadlock: () => new SqlError('40P01', 'deadlock detected'),
  timeout: () => new SqlError('55P03', 'canceling statement due to lock timeout'),
};

/** The tables of one server, and who locks what. */
export class SqlDatabase {
  readonly tables = new Map<string, SqlTable>();
  readonly locks: Locks;
  /** Transactions that were committed and wrote something. */
  commits = 0;

  constructor(deadlockTimeoutMs: number) {
    this.locks = new Locks(errors, deadlockTimeoutMs);
  }

  /** @throws SqlError where there is none of that name */
  table(name: string): SqlTable {
    const table = this.tables.get(name);
    if (table === undefined) throw new SqlError('42P01', `relation "${name}" does not exist`);
    return table;
  }

  /** @throws SqlError where there is one of that name, and that is not what was asked */
  create(table: SqlTable, ifNotExists: boolean): void {
    if (!this.tables.has(table.name)) this.tables.set(table.name, table);
    else if (!ifNotExists) throw new SqlError('42P07', `relation "${table.name}" already exists`);
  }
}
