import type { Cursor } from './cursor.ts';
import { as, type Expression } from './expression.ts';
import { ExpressionReader } from './read-expression.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { SqlTable } from './sql-table.ts';

/** Reads the name of a table. @throws SqlError where there is none of that name */
export function readTable(cursor: Cursor, database: SqlDatabase): SqlTable {
  const first = cursor.name();
  return database.table(first === 'public' && cursor.accept('.') ? cursor.name() : first);
}

/** Reads a condition, if there is one. */
export function readWhere(cursor: Cursor, table: SqlTable | undefined): Expression | undefined {
  return cursor.accept('where') ? as(new ExpressionReader(cursor, table).read(), 'bool') : undefined;
}
