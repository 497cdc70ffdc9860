import { changed } from './changed.ts';
import type { Scope } from './expression.ts';
import { executeInsert } from './insert.ts';
import { type InScope, locked, matching } from './matching.ts';
import { selected } from './select.ts';
import type { SqlRow, SqlValue } from './sql-type.ts';
import type { Delete, Output, RowStatement, Update } from './statement.ts';
import type { Steps } from './steps.ts';
import type { Work } from './work.ts';

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
