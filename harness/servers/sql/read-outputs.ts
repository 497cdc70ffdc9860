import type { Cursor } from './cursor.ts';
import { as, type Expression, type Scope } from './expression.ts';
import { ExpressionReader } from './read-expression.ts';
import type { SqlTable } from './sql-table.ts';
import type { SqlType, SqlValue } from './sql-type.ts';
import type { Output } from './statement.ts';

type Fold = (values: readonly Exclude<SqlValue, null>[]) => SqlValue;

const FOLDS: Readonly<Record<string, Fold>> = {
  count: (values) => values.length,
  sum: (values) =>
    values.length === 0 ? null : values.reduce<number>((sum, value) => sum + Number(value), 0),
  min: (values) =>
    values.reduce<SqlValue>((least, value) => (least === null || value < least ? value : least), null),
  max: (values) =>
    values.reduce<SqlValue>((most, value) => (most === null || value > most ? value : most), null),
};

function typeOf(fold: string, of: SqlType): SqlType {
  if (fold === 'count' || (fold === 'sum' && of === 'int4')) return 'int8';
  return fold === 'sum' && of === 'int8' ? 'numeric' : of;
}

/** Reads the list of SELECT or RETURNING. */
export function readOutputs(cursor: Cursor, table: SqlTable | undefined): Output[] {
  return cursor.list(() => readOutput(cursor, table)).flat();
}

function readOutput(cursor: Cursor, table: SqlTable | undefined): Output[] {
  if (table !== undefined && cursor.accept('*'))
    return [...table.columns.values()].map(({ name, type }) => ({
      name,
      type,
      value: ({ row }: Scope) => row[name] ?? null,
      fold: undefined,
    }));
  const start = cursor.at;
  const fold = cursor.take().text;
  const compute = FOLDS[fold];
  if (compute !== undefined && cursor.sees('(')) return [folded(cursor, table, fold, compute)];
  cursor.at = start;
  const expression = new ExpressionReader(cursor, table).read();
  const typed = expression.type === 'unknown' ? as(expression, 'text') : expression;
  const { name, type } = typed;
  return [{ name: alias(cursor) ?? name, type, value: (scope) => typed.value(scope), fold: undefined }];
}

function folded(cursor: Cursor, table: SqlTable | undefined, name: string, compute: Fold): Output {
  let of: Expression | undefined;
  cursor.bracketed(() => {
    if (name !== 'count' || !cursor.accept('*')) of = new ExpressionReader(cursor, table).read();
  });
  let type = typeOf(name, of?.type ?? 'int8');
  if (cursor.accept('::')) type = cursor.type();
  const fold: Output['fold'] = (scopes) =>
    compute(
      scopes.map((scope) => (of === undefined ? 1 : of.value(scope))).filter((value) => value !== null),
    );
  return { name: alias(cursor) ?? name, type, value: undefined, fold };
}

function alias(cursor: Cursor): string | undefined {
  return cursor.accept('as') ? cursor.name() : undefined;
}
