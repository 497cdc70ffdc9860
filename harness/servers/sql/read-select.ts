import type { Cursor } from './cursor.ts';
import { as, type Expression } from './expression.ts';
import { ExpressionReader } from './read-expression.ts';
import { readOutputs } from './read-outputs.ts';
import { readTable, readWhere } from './read-table.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Select } from './statement.ts';
import type { Waiting } from './work.ts';

/** Reads what follows SELECT. The table stands behind the columns, which cannot be read without it. */
export function readSelect(cursor: Cursor, database: SqlDatabase): Select {
  const start = cursor.at;
  while (!cursor.sees('from') && cursor.next.kind !== 'end') cursor.take();
  const table = cursor.accept('from') ? readTable(cursor, database) : undefined;
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
