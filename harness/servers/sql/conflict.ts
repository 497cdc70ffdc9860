import { type SqlTable, type Unique, valuesOf } from './sql-table.ts';
import type { SqlRow } from './sql-type.ts';
import type { Steps } from './steps.ts';
import { lockOf, type Work } from './work.ts';

/** Waits until nobody else is about to have a row with these values; the row that stands in the way, by key. */
export function* conflict(
  work: Work,
  table: SqlTable,
  unique: Unique,
  row: SqlRow,
): Steps<string | undefined> {
  if (unique.columns.some((column) => (row[column] ?? null) === null)) return undefined;
  const values = valuesOf(row, unique.columns);
  const isKey = unique.columns === table.keyColumns;
  const same = (rows: ReadonlyMap<string, SqlRow>): string | undefined => {
    for (const [key, other] of rows) if (valuesOf(other, unique.columns) === values) return key;
    return undefined;
  };
  const found = same(work.rows(table));
  // Who has only locked the row, and not changed it, is not waited for: it stands in the way in any case.
  if (found !== undefined && !work.isChangedByOthers(table, found)) return found;
  if (found !== undefined) yield* work.take(lockOf(table, found), 'wait', table);
  yield* work.take(isKey ? lockOf(table, values) : `${unique.name} ${values}`, 'wait', table);
  return same(work.rows(table)) ?? same(work.laterRows(table));
}

/** The first constraint that a new row would break, and which row stands in the way. */
export function* firstConflict(
  work: Work,
  table: SqlTable,
  row: SqlRow,
): Steps<{ readonly unique: Unique; readonly key: string } | undefined> {
  for (const unique of table.uniques) {
    const key = yield* conflict(work, table, unique, row);
    if (key !== undefined) return { unique, key };
  }
  return undefined;
}
