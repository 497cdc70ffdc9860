import type { Cursor } from './cursor.ts';
import { as, type Expression } from './expression.ts';
import { ExpressionReader } from './read-expression.ts';
import { readOutputs } from './read-outputs.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { SqlTable } from './sql-table.ts';
import type { Assignments, Delete, Insert, Output, Select, Update } from './statement.ts';
import type { Waiting } from './work.ts';

function tableAt(cursor: Cursor, database: SqlDatabase): SqlTable {
  const first = cursor.name();
  return database.table(first === 'public' && cursor.accept('.') ? cursor.name() : first);
}

function readWhere(cursor: Cursor, table: SqlTable | undefined): Expression | undefined {
  return cursor.accept('where') ? as(new ExpressionReader(cursor, table).read(), 'bool') : undefined;
}

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

/** Reads what follows SELECT. The table stands behind the columns, which cannot be read without it. */
export function readSelect(cursor: Cursor, database: SqlDatabase): Select {
  const start = cursor.at;
  while (!cursor.sees('from') && cursor.next.kind !== 'end') cursor.take();
  const table = cursor.accept('from') ? tableAt(cursor, database) : undefined;
  const behind = cursor.at;
  cursor.at = start;
  const outputs = readOutputs(cursor, table);
  if (table !== undefined) {
    cursor.expect('from');
    cursor.at = behind;
  }
  if (outputs.some(({ fold }) => fold) && outputs.some(({ value }) => value)) throw cursor.unreadable();
  const expression = (): Expression => new ExpressionReader(cursor, table).read();
  const where = readWhere(cursor, table);
  const order = cursor.accept('order', 'by')
    ? cursor.list(() => {
        const by = expression();
        const isDescending = cursor.accept('desc');
        if (!isDescending) cursor.accept('asc');
        return { by, isDescending };
      })
    : [];
  const limit = cursor.accept('limit') ? as(expression(), 'int8') : undefined;
  const offset = cursor.accept('offset') ? as(expression(), 'int8') : undefined;
  return { kind: 'select', table, outputs, where, order, limit, offset, lock: readLock(cursor) };
}

function readLock(cursor: Cursor): Waiting | undefined {
  if (!cursor.accept('for', 'update') && !cursor.accept('for', 'no', 'key', 'update')) return undefined;
  if (cursor.accept('skip', 'locked')) return 'skip';
  return cursor.accept('nowait') ? 'nowait' : 'wait';
}

/** Reads what follows INSERT INTO. */
export function readInsert(cursor: Cursor, database: SqlDatabase): Insert {
  const table = tableAt(cursor, database);
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
  const table = tableAt(cursor, database);
  cursor.expect('set');
  const set = readAssignments(cursor, table);
  const where = readWhere(cursor, table);
  return { kind: 'update', table, set, where, outputs: readReturning(cursor, table) };
}

/** Reads what follows DELETE FROM. */
export function readDelete(cursor: Cursor, database: SqlDatabase): Delete {
  const table = tableAt(cursor, database);
  const where = readWhere(cursor, table);
  return { kind: 'delete', table, where, outputs: readReturning(cursor, table) };
}
