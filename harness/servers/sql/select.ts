import type { Scope } from './expression.ts';
import { type InScope, locked, matching } from './matching.ts';
import type { SqlValue } from './sql-type.ts';
import type { Select } from './statement.ts';
import type { Steps } from './steps.ts';
import type { Work } from './work.ts';

/** The rows of a SELECT in order, locked where it says so. */
export function* selected(does: Select, work: Work, scope: InScope): Steps<Scope[]> {
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
