import type { Expression, Scope } from './expression.ts';
import { executeInsert } from './insert.ts';
import type { SqlTable } from './sql-table.ts';
import type { SqlRow, SqlValue } from './sql-type.ts';
import type { Delete, Output, RowStatement, Select, Update } from './statement.ts';
import type { Steps } from './steps.ts';
import { changed } from './changed.ts';
import type { Waiting, Work } from './work.ts';

/** What a statement yields: rows of values in the order of its outputs, and what it says that it did. */
export interface Executed {
  readonly tag: string;
  readonly rows: readonly (readonly SqlValue[])[];
}

export type Parameters = readonly SqlValue[];

/** Executes a statement on rows. @throws SqlError where it fails; the transaction is lost then */
export function* execute(does: RowStatement, work: Work, parameters: Parameters): Steps<Executed> {
  const scope = (row: SqlRow): Scope => ({ row, excluded: undefined, parameters, nowMs: work.nowMs });
  switch (does.kind) {
    case 'select': {
      const rows = shown(does.outputs, yield* selected(does, work, scope));
      return { tag: `SELECT ${rows.length}`, rows };
    }
    case 'insert': {
      const rows = yield* executeInsert(does, work, parameters);
      return { tag: `INSERT 0 ${rows.length}`, rows: shown(does.outputs, rows) };
    }
    case 'update': {
      const rows = yield* updated(does, work, scope);
      return { tag: `UPDATE ${rows.length}`, rows: shown(does.outputs, rows) };
    }
    case 'delete': {
      const rows = yield* deleted(does, work, scope);
      return { tag: `DELETE ${rows.length}`, rows: shown(does.outputs, rows) };
    }
  }
}

function shown(outputs: readonly Output[], rows: readonly Scope[]): SqlValue[][] {
  if (outputs.length === 0) return rows.map(() => []);
  if (outputs.some(({ fold }) => fold)) return [outputs.map(({ fold }) => fold?.(rows) ?? null)];
  return rows.map((row) => outputs.map(({ value }) => value?.(row) ?? null));
}

type InScope = (row: SqlRow) => Scope;

/** The rows that a condition accepts, by key, as they are before any wait. */
function matching(
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
function* locked(
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

function* selected(does: Select, work: Work, scope: InScope): Steps<Scope[]> {
  const { table, where, order, lock } = does;
  if (table === undefined) return [scope({})];
  const rows = matching(table, where, work, scope);
  const valuesOf = new Map(rows.map(([key, row]) => [key, order.map(({ by }) => by.value(scope(row)))]));
  if (order.length > 0)
    rows.sort(([a], [b]) => {
      const [left, right] = [valuesOf.get(a) ?? [], valuesOf.get(b) ?? []];
      const at = order.findIndex((_, i) => left[i] !== right[i]);
      const sign = order[at]?.isDescending ? -1 : 1;
      return at < 0 ? 0 : sign * compare(left[at] ?? null, right[at] ?? null);
    });
  const first = Number(does.offset?.value(scope({})) ?? 0);
  const end = first + Number(does.limit?.value(scope({})) ?? Infinity);
  const taken = lock === undefined ? rows : yield* locked(rows, { table, where }, work, scope, lock, end);
  return taken.slice(first, end).map(([, row]) => scope(row));
}

/** Null comes last. */
function compare(a: SqlValue, b: SqlValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function* updated(does: Update, work: Work, scope: InScope): Steps<Scope[]> {
  const results: Scope[] = [];
  const rows = matching(does.table, does.where, work, scope);
  for (const [key, old] of yield* locked(rows, does, work, scope))
    results.push(scope(yield* changed(does.table, key, old, does.set, work, scope(old))));
  return results;
}

function* deleted(does: Delete, work: Work, scope: InScope): Steps<Scope[]> {
  const rows = matching(does.table, does.where, work, scope);
  const gone = yield* locked(rows, does, work, scope);
  for (const [key] of gone) work.put(does.table, key, undefined);
  return gone.map(([, row]) => scope(row));
}
