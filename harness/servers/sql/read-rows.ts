import type { Cursor } from './cursor.ts';
import { as } from './expression.ts';
import { ExpressionReader } from './read-expression.ts';
import { readOutputs } from './read-outputs.ts';
import { readTable, readWhere } from './read-table.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { SqlTable } from './sql-table.ts';
import type { Assignments, Delete, Insert, Output, Update } from './statement.ts';

function readReturning(cursor: Cursor, table: SqlTable): Output[] {
  return cursor.accept('returning') ? readOutputs(cursor, table) : [];
}

/** Reads what follows SET of an UPDATE. */
function readAssignments(cursor: Cursor, table: SqlTable): Assignments {
  const set = cursor.list(() => {
    const column = table.column(cursor.name());
    cursor.expect('=');
    return [column.name, as(new ExpressionReader(cursor, table).read(), column.type)] as const;
  });
  return new Map(set);
}

/** Reads what follows INSERT INTO. */
export function readInsert(cursor: Cursor, database: SqlDatabase): Insert {
  const table = readTable(cursor, database);
  const columns = cursor.sees('(')
    ? cursor.bracketed(() => cursor.list(() => table.column(cursor.name()).name))
    : [...table.columns.keys()];
  cursor.expect('values');
  const rows = cursor.list(() => {
    let at = 0;
    return cursor.bracketed(() =>
      cursor.list(() => {
        const type = table.column(columns[at++] ?? '').type;
        return cursor.accept('default')
          ? undefined
          : as(new ExpressionReader(cursor, undefined).read(), type);
      }),
    );
  });
  const onConflict = cursor.accept('on', 'conflict') ? readOnConflict(cursor, table) : undefined;
  return { kind: 'insert', table, columns, rows, onConflict, outputs: readReturning(cursor, table) };
}

function readOnConflict(cursor: Cursor, table: SqlTable): Insert['onConflict'] {
  const columns = cursor.sees('(') ? cursor.bracketed(() => cursor.list(() => cursor.name())) : undefined;
  cursor.expect('do');
  if (cursor.accept('nothing')) return { columns, set: undefined };
  cursor.expect('update', 'set');
  return { columns, set: readAssignments(cursor, table) };
}

/** Reads what follows UPDATE. */
export function readUpdate(cursor: Cursor, database: SqlDatabase): Update {
  const table = readTable(cursor, database);
  cursor.expect('set');
  const set = readAssignments(cursor, table);
  const where = readWhere(cursor, table);
  return { kind: 'update', table, set, where, outputs: readReturning(cursor, table) };
}

/** Reads what follows DELETE FROM. */
export function readDelete(cursor: Cursor, database: SqlDatabase): Delete {
  const table = readTable(cursor, database);
  const where = readWhere(cursor, table);
  return { kind: 'delete', table, where, outputs: readReturning(cursor, table) };
}
