import { conflict } from './conflict.ts';
import type { Scope } from './expression.ts';
import { SqlError } from './sql-error.ts';
import { type SqlTable, type Unique, valuesOf } from './sql-table.ts';
import type { SqlRow, SqlValue } from './sql-type.ts';
import type { Assignments } from './statement.ts';
import type { Steps } from './steps.ts';
import type { Work } from './work.ts';

/** Changes a row that is locked; the row as it is then. @throws SqlError where a constraint forbids it */
export function* changed(
  table: SqlTable,
  key: string,
  old: SqlRow,
  set: Assignments,
  work: Work,
  scope: Scope,
): Steps<SqlRow> {
  const values: Record<string, SqlValue> = { ...old };
  for (const [column, expression] of set) values[column] = expression.value(scope);
  const row: SqlRow = values;
  table.require(row);
  for (const unique of table.uniques) {
    if (valuesOf(row, unique.columns) === valuesOf(old, unique.columns)) continue;
    if (unique.columns === table.keyColumns)
      throw new SqlError('0A000', `this fake server changes no primary key (table "${table.name}")`);
    if ((yield* conflict(work, table, unique, row)) !== undefined) throw duplicate(table, unique, row);
  }
  work.put(table, key, row);
  return row;
}

/** The error where a row with these values is there already. */
export function duplicate(table: SqlTable, { name, columns }: Unique, row: SqlRow): SqlError {
  return new SqlError('23505', `duplicate key value violates unique constraint "${name}"`, {
    detail: `Key (${columns.join(', ')})=(${valuesOf(row, columns)}) already exists.`,
    table: table.name,
    constraint: name,
  });
}
