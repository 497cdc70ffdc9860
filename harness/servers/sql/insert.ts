import { changed, duplicate } from './changed.ts';
import { firstConflict } from './conflict.ts';
import type { Scope } from './expression.ts';
import { SqlError } from './sql-error.ts';
import type { SqlTable, Unique } from './sql-table.ts';
import type { SqlRow, SqlValue } from './sql-type.ts';
import type { Insert } from './statement.ts';
import type { Steps } from './steps.ts';
import type { Work } from './work.ts';

/** Inserts rows one by one; those that were inserted, or changed by ON CONFLICT. */
export function* executeInsert(does: Insert, work: Work, parameters: readonly SqlValue[]): Steps<Scope[]> {
  const { table, columns, onConflict } = does;
  const target = onConflict?.columns === undefined ? undefined : uniqueOf(table, onConflict.columns);
  const scope = (row: SqlRow, excluded?: SqlRow): Scope => ({ row, excluded, parameters, nowMs: work.nowMs });
  const results: Scope[] = [];
  for (const values of does.rows) {
    if (values.length > columns.length)
      throw new SqlError('42601', 'INSERT has more expressions than target columns');
    const row: Record<string, SqlValue> = {};
    for (const { name, byDefault } of table.columns.values()) {
      const value = values[columns.indexOf(name)];
      if (value !== undefined) row[name] = value.value(scope({}));
      else row[name] = byDefault === 'sequence' ? table.count(name) : (byDefault?.value(scope({})) ?? null);
    }
    table.require(row);
    const other = yield* firstConflict(work, table, row);
    if (other === undefined) {
      work.insert(table, table.keyOf(row), row);
      results.push(scope(row));
    } else if (onConflict === undefined || (target !== undefined && target !== other.unique)) {
      throw duplicate(table, other.unique, row);
    } else {
      // Fails where it is younger than what this transaction sees.
      work.requireUnchanged(table, other.key);
      work.noteRead(table, other.key);
      if (onConflict.set === undefined) continue;
      const old = yield* work.lock(table, other.key, 'wait');
      if (old === undefined) throw new SqlError('40001', 'the row that was in conflict is gone');
      const now = yield* changed(table, other.key, old, onConflict.set, work, scope(old, row));
      results.push(scope(now));
    }
  }
  return results;
}

/** @throws SqlError where no constraint is of these columns */
function uniqueOf(table: SqlTable, columns: readonly string[]): Unique {
  const wanted = [...columns].sort().join();
  const found = table.uniques.find((unique) => [...unique.columns].sort().join() === wanted);
  if (found !== undefined) return found;
  const message = 'there is no unique or exclusion constraint matching the ON CONFLICT specification';
  throw new SqlError('42P10', message);
}
