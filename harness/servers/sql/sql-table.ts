import { Table } from '../../world/table.ts';
import type { Expression } from './expression.ts';
import { SqlError } from './sql-error.ts';
import type { SqlRow, SqlType } from './sql-type.ts';

export interface Column {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  /** What stands there where nothing is given; a sequence counts, and does not roll back. */
  readonly byDefault: Expression | 'sequence' | undefined;
}

/** Columns whose values, taken together, no two rows share. */
export interface Unique {
  readonly name: string;
  readonly columns: readonly string[];
}

/** A condition that every row meets. */
export interface Check {
  readonly name: string;
  readonly condition: Expression;
}

/** A table: its rows are those of the database of `world`, by primary key. */
export class SqlTable {
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly uniques: readonly Unique[];
  readonly checks: readonly Check[];
  readonly stored: Table;
  readonly #primary: Unique | undefined;
  readonly #sequences = new Map<string, number>();

  constructor(
    name: string,
    columns: readonly Column[],
    uniques: readonly Unique[],
    checks: readonly Check[],
  ) {
    this.name = name;
    this.columns = new Map(columns.map((column) => [column.name, column]));
    this.uniques = uniques;
    this.checks = checks;
    this.stored = new Table(name);
    this.#primary = uniques.find((unique) => unique.name === `${name}_pkey`);
  }

  /** The columns by which a row is stored; none where there is no primary key. */
  get keyColumns(): readonly string[] {
    return this.#primary?.columns ?? [];
  }

  /** Under what a row is stored: its primary key, else a number of its own. */
  keyOf(row: SqlRow): string {
    if (this.#primary === undefined) return `row ${this.stored.nextKey()}`;
    return valuesOf(row, this.#primary.columns);
  }

  /** The next value of a column that counts. */
  count(column: string): number {
    const value = (this.#sequences.get(column) ?? 0) + 1;
    this.#sequences.set(column, value);
    return value;
  }

  /** @throws SqlError where there is none of that name */
  column(name: string): Column {
    const column = this.columns.get(name);
    if (column === undefined)
      throw new SqlError('42703', `column "${name}" of relation "${this.name}" does not exist`);
    return column;
  }

  /** @throws SqlError where the row may not be there */
  require(row: SqlRow): void {
    for (const { name, notNull } of this.columns.values())
      if ((notNull || this.keyColumns.includes(name)) && (row[name] ?? null) === null) {
        const message = `null value in column "${name}" of relation "${this.name}" violates not-null constraint`;
        throw new SqlError('23502', message, { table: this.name, column: name });
      }
    for (const { name, condition } of this.checks)
      if (condition.value({ row, excluded: undefined, parameters: [], nowMs: 0 }) === false) {
        const message = `new row for relation "${this.name}" violates check constraint "${name}"`;
        throw new SqlError('23514', message, { table: this.name, constraint: name });
      }
  }
}

/** The values of these columns in one text. */
export function valuesOf(row: SqlRow, columns: readonly string[]): string {
  return columns.map((column) => String(row[column] ?? null)).join(', ');
}
