import { alike, as, type Expression } from './expression.ts';
import { SqlError } from './sql-error.ts';
import type { SqlType, SqlValue } from './sql-type.ts';

type Known = Exclude<SqlValue, null>;

const COMPARISONS: Readonly<Record<string, (a: Known, b: Known) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/** The order of types in arithmetic: the result is of the later one. */
const NUMBERS: readonly SqlType[] = ['int4', 'int8', 'numeric', 'float8'];

const ARITHMETIC: Readonly<Record<string, (a: number, b: number, isWhole: boolean) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b, isWhole) => (isWhole ? Math.trunc(a / nonZero(b)) : a / nonZero(b)),
  '%': (a, b) => a % nonZero(b),
};

function nonZero(value: number): number {
  if (value === 0) throw new SqlError('22012', 'division by zero');
  return value;
}

/** Null where one side is. */
function ofBoth(
  left: Expression,
  right: Expression,
  type: SqlType,
  compute: (a: Known, b: Known) => SqlValue,
) {
  return {
    type,
    name: '?column?',
    value: (scope) => {
      const [a, b] = [left.value(scope), right.value(scope)];
      return a === null || b === null ? null : compute(a, b);
    },
  } satisfies Expression;
}

/** `left sign right`. @throws SqlError where the sign takes no such sides */
export function binary(sign: string, left: Expression, right: Expression): Expression {
  const [a, b] = sign === '||' ? [as(left, 'text'), as(right, 'text')] : alike(left, right);
  if (sign === '||') return ofBoth(a, b, 'text', (x, y) => `${x}${y}`);
  const compare = COMPARISONS[sign];
  if (compare !== undefined) {
    const compared = ofBoth(a, b, 'bool', compare);
    if (sign !== '=' || a.column === undefined || !b.isFixed) return compared;
    return { ...compared, equal: new Map([[a.column, b]]) };
  }
  const type = NUMBERS[Math.max(NUMBERS.indexOf(a.type), NUMBERS.indexOf(b.type))];
  const compute = ARITHMETIC[sign];
  if (compute === undefined || type === undefined || !NUMBERS.includes(a.type) || !NUMBERS.includes(b.type))
    throw new SqlError('42883', `operator does not exist: ${a.type} ${sign} ${b.type}`);
  const isWhole = type === 'int4' || type === 'int8';
  return ofBoth(a, b, type, (x, y) => compute(Number(x), Number(y), isWhole));
}

/** `left AND right`, `left OR right`, with SQL's third truth value. */
export function logical(word: 'and' | 'or', left: Expression, right: Expression): Expression {
  const decisive = word === 'or';
  const value: Expression['value'] = (scope) => {
    const [a, b] = [left.value(scope), right.value(scope)];
    if (a === decisive || b === decisive) return decisive;
    return a === null || b === null ? null : !decisive;
  };
  if (word === 'or') return { type: 'bool', name: '?column?', value };
  const equal = new Map([...(left.equal ?? []), ...(right.equal ?? [])]);
  return { type: 'bool', name: '?column?', value, equal };
}
