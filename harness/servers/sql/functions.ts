import { as, type Expression } from './expression.ts';
import { type SqlType, timestamp } from './sql-type.ts';

/** The moment at which the transaction began. */
export const now: Expression = {
  type: 'timestamptz',
  name: 'now',
  value: ({ nowMs }) => timestamp(nowMs),
  isFixed: true,
};

/** The first that is not null. */
export function coalesce(all: readonly Expression[]): Expression {
  const type = all.find((one) => one.type !== 'unknown')?.type ?? 'text';
  const typed = all.map((one) => as(one, type));
  const value: Expression['value'] = (scope) => {
    for (const one of typed) {
      const found = one.value(scope);
      if (found !== null) return found;
    }
    return null;
  };
  return { type, name: 'coalesce', value };
}

/** A parameter, $1 is at 0; its type becomes known where it is used. */
export function parameter(types: SqlType[], index: number): Expression {
  while (types.length <= index) types.push('unknown');
  return {
    type: 'unknown',
    name: '?column?',
    value: ({ parameters }) => parameters[index] ?? null,
    settle: (type) => void (types[index] = type),
    isFixed: true,
  };
}
