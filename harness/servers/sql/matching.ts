import type { Expression, Scope } from './expression.ts';
import type { SqlTable } from './sql-table.ts';
import type { SqlRow } from './sql-type.ts';
import type { Steps } from './steps.ts';
import type { Waiting, Work } from './work.ts';

/** What the expressions of a statement see at a row. */
export type InScope = (row: SqlRow) => Scope;

/** The rows that a condition accepts, by key, as they are before any wait. */
export function matching(
  table: SqlTable,
  where: Expression | undefined,
  work: Work,
  scope: InScope,
): [string, SqlRow][] {
  const pins = table.keyColumns.map((column) => where?.equal?.get(column)?.value(scope({})) ?? null);
  const key = pins.length === 0 || pins.includes(null) ? undefined : pins.map(String).join(', ');
  work.noteRead(table, key);
  const rows = work.rows(table);
  const row = key === undefined ? undefined : rows.get(key);
  const candidates: [string, SqlRow][] =
    key === undefined ? [...rows] : row === undefined ? [] : [[key, row]];
  return candidates.filter(([, row]) => where === undefined || where.value(scope(row)) === true);
}

/** Locks rows one by one, as long as more are asked for; those that the condition still accepts once they are locked. */
export function* locked(
  rows: readonly [string, SqlRow][],
  { table, where }: { readonly table: SqlTable; readonly where: Expression | undefined },
  work: Work,
  scope: InScope,
  waiting: Waiting = 'wait',
  most = Infinity,
): Steps<[string, SqlRow][]> {
  const found: [string, SqlRow][] = [];
  for (const [key] of rows) {
    if (found.length >= most) break;
    const row = yield* work.lock(table, key, waiting);
    if (row !== undefined && (where === undefined || where.value(scope(row)) === true))
      found.push([key, row]);
  }
  return found;
}
