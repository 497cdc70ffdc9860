import { coerce, type SqlRow, type SqlType, type SqlValue } from './sql-type.ts';

/** What an expression is computed from. */
export interface Scope {
  readonly row: SqlRow;
  /** The row that ON CONFLICT kept out. */
  readonly excluded: SqlRow | undefined;
  /** From $1. */
  readonly parameters: readonly SqlValue[];
  /** The moment at which the transaction began. */
  readonly nowMs: number;
}

export interface Expression {
  readonly type: SqlType;
  /** What a column of results is called that has no other name. */
  readonly name: string;
  value(scope: Scope): SqlValue;
  /** Told where it turns out of which type a parameter is. */
  settle?(type: SqlType): void;
  /** Columns that equal these where it is true. */
  readonly equal?: ReadonlyMap<string, Expression>;
  /** The same for every row. */
  readonly isFixed?: true;
  /** The column that it is. */
  readonly column?: string;
}

/** The expression as one of that type: what has none yet takes it. */
export function as(expression: Expression, type: SqlType): Expression {
  if (expression.type === type || type === 'unknown') return expression;
  expression.settle?.(type);
  const value: Expression['value'] = (scope) => coerce(expression.value(scope), type);
  const { name, isFixed } = expression;
  return isFixed ? { type, name, value, isFixed } : { type, name, value };
}

/** Both in one type: that of the one which has one. */
export function alike(left: Expression, right: Expression): [Expression, Expression] {
  if (left.type === 'unknown' && right.type === 'unknown') return [as(left, 'text'), as(right, 'text')];
  if (left.type === 'unknown') return [as(left, right.type), right];
  return right.type === 'unknown' ? [left, as(right, left.type)] : [left, right];
}

export function constant(value: SqlValue, type: SqlType): Expression {
  return { type, name: '?column?', value: () => value, isFixed: true };
}
