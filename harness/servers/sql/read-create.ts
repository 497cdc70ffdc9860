import type { Cursor } from './cursor.ts';
import { as } from './expression.ts';
import { ExpressionReader } from './read-expression.ts';
import { type Check, type Column, SqlTable, type Unique } from './sql-table.ts';

/** Reads what follows CREATE TABLE name: columns and constraints. */
export class CreateReader {
  readonly #cursor: Cursor;
  readonly #table: string;
  readonly #columns: Column[] = [];
  readonly #uniques: Unique[] = [];
  readonly #checks: (() => Check)[] = [];

  constructor(cursor: Cursor, table: string) {
    this.#cursor = cursor;
    this.#table = table;
  }

  read(): SqlTable {
    const cursor = this.#cursor;
    cursor.bracketed(() => cursor.list(() => this.#item()));
    const table = new SqlTable(this.#table, this.#columns, this.#uniques, []);
    // Conditions are read once all columns are known.
    const end = cursor.at;
    const checks = this.#checks.map((check) => check());
    cursor.at = end;
    return checks.length === 0 ? table : new SqlTable(this.#table, this.#columns, this.#uniques, checks);
  }

  #item(): void {
    const cursor = this.#cursor;
    if (cursor.accept('constraint')) {
      const name = cursor.name();
      if (!this.#constraint(undefined, name)) throw cursor.unreadable();
    } else if (!this.#constraint(undefined, undefined)) this.#column();
  }

  #column(): void {
    const cursor = this.#cursor;
    const name = cursor.name();
    let byDefault: Column['byDefault'] = cursor.next.text.endsWith('serial') ? 'sequence' : undefined;
    const type = cursor.type();
    let notNull = false;
    for (;;) {
      if (cursor.accept('not', 'null')) notNull = true;
      else if (cursor.accept('default')) byDefault = as(new ExpressionReader(cursor, undefined).read(), type);
      else if (cursor.accept('generated')) {
        if (!cursor.accept('always')) cursor.expect('by', 'default');
        cursor.expect('as', 'identity');
        byDefault = 'sequence';
      } else if (!this.#constraint(name, undefined) && !cursor.accept('null')) break;
    }
    this.#columns.push({ name, type, notNull, byDefault });
  }

  /** A constraint of one column, or of the table; says whether it was one. */
  #constraint(column: string | undefined, name: string | undefined): boolean {
    const cursor = this.#cursor;
    const columns = (): string[] =>
      column === undefined ? cursor.bracketed(() => cursor.list(() => cursor.name())) : [column];
    if (cursor.accept('primary', 'key'))
      this.#uniques.unshift({ name: `${this.#table}_pkey`, columns: columns() });
    else if (cursor.accept('unique')) {
      const of = columns();
      this.#uniques.push({ name: name ?? `${this.#table}_${of.join('_')}_key`, columns: of });
    } else if (cursor.accept('check')) {
      const start = cursor.at;
      cursor.bracketed(() => this.#skip());
      this.#checks.push(() =>
        this.#check(start, name ?? [this.#table, column, 'check'].filter(Boolean).join('_')),
      );
    } else return false;
    return true;
  }

  #check(at: number, name: string): Check {
    this.#cursor.at = at;
    const table = new SqlTable(this.#table, this.#columns, [], []);
    return { name, condition: new ExpressionReader(this.#cursor, table).read() };
  }

  /** To the bracket that ends this one. */
  #skip(): void {
    const cursor = this.#cursor;
    while (!cursor.sees(')') && cursor.next.kind !== 'end') {
      if (cursor.sees('(')) cursor.bracketed(() => this.#skip());
      else cursor.take();
    }
  }
}
