import type { Cursor } from './cursor.ts';
import { as, constant, type Expression } from './expression.ts';
import { coalesce, now, parameter } from './functions.ts';
import { binary, logical } from './operators.ts';
import { SqlError } from './sql-error.ts';
import type { SqlTable } from './sql-table.ts';

const LEVELS: readonly (readonly string[])[] = [
  ['=', '<>', '!=', '<', '>', '<=', '>='],
  ['||'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Reads expressions over the columns of one table, or over none. */
export class ExpressionReader {
  readonly #cursor: Cursor;
  readonly #table: SqlTable | undefined;

  constructor(cursor: Cursor, table: SqlTable | undefined) {
    this.#cursor = cursor;
    this.#table = table;
  }

  /** @throws SqlError where it is none that this server has */
  read(): Expression {
    let left = this.#and();
    while (this.#cursor.accept('or')) left = logical('or', left, this.#and());
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#cursor.accept('and')) left = logical('and', left, this.#not());
    return left;
  }

  #not(): Expression {
    if (!this.#cursor.accept('not')) return this.#test();
    return binary('=', this.#not(), constant(false, 'bool'));
  }

  /** What follows a value: IS NULL, IN (…). */
  #test(): Expression {
    const left = this.#binary(0);
    if (this.#cursor.accept('is')) {
      const isWanted = !this.#cursor.accept('not');
      this.#cursor.expect('null');
      return { type: 'bool', name: '?column?', value: (scope) => (left.value(scope) === null) === isWanted };
    }
    const isNegated = this.#cursor.accept('not', 'in');
    if (!isNegated && !this.#cursor.accept('in')) return left;
    const equals = this.#cursor.bracketed(() =>
      this.#cursor.list(() => binary(isNegated ? '<>' : '=', left, this.#binary(1))),
    );
    return equals.reduce((a, b) => logical(isNegated ? 'and' : 'or', a, b));
  }

  #binary(level: number): Expression {
    const signs = LEVELS[level];
    if (signs === undefined) return this.#cast();
    let left = this.#binary(level + 1);
    while (this.#cursor.next.kind === 'sign' && signs.includes(this.#cursor.next.text))
      left = binary(this.#cursor.take().text, left, this.#binary(level + 1));
    return left;
  }

  #cast(): Expression {
    let value = this.#value();
    while (this.#cursor.accept('::')) value = { ...as(value, this.#cursor.type()), name: value.name };
    return value;
  }

  #value(): Expression {
    const cursor = this.#cursor;
    if (cursor.sees('(')) return cursor.bracketed(() => this.read());
    if (cursor.accept('-')) return binary('-', constant(0, 'int4'), this.#cast());
    const { kind, text } = cursor.next;
    if (kind === 'number' || kind === 'string' || kind === 'parameter') cursor.take();
    if (kind === 'number') return constant(Number(text), text.includes('.') ? 'numeric' : 'int4');
    if (kind === 'string') return constant(text, 'unknown');
    if (kind === 'parameter') return parameter(cursor.parameters, Number(text) - 1);
    if (cursor.accept('null')) return constant(null, 'unknown');
    if (cursor.accept('true')) return constant(true, 'bool');
    if (cursor.accept('false')) return constant(false, 'bool');
    if (cursor.accept('now', '(', ')') || cursor.accept('current_timestamp')) return now;
    if (cursor.accept('coalesce')) return coalesce(cursor.bracketed(() => cursor.list(() => this.read())));
    return this.#column();
  }

  #column(): Expression {
    const cursor = this.#cursor;
    const first = cursor.name();
    if (cursor.sees('(')) throw cursor.unreadable();
    const column = cursor.accept('.') ? cursor.name() : first;
    const type = this.#table?.columns.get(column)?.type;
    if (type === undefined) throw new SqlError('42703', `column "${column}" does not exist`);
    const isExcluded = first === 'excluded' && column !== first;
    if (isExcluded) return { type, name: column, value: ({ excluded }) => excluded?.[column] ?? null };
    return { type, name: column, column, value: ({ row }) => row[column] ?? null };
  }
}
