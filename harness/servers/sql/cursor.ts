import { SqlError } from './sql-error.ts';
import { type SqlType, typeNamed } from './sql-type.ts';
import type { Token } from './tokens.ts';

const END: Token = { kind: 'end', text: 'end of input' };

/** Reads one statement, token by token. */
export class Cursor {
  /** Types of its parameters, as far as its expressions tell; from $1. */
  readonly parameters: SqlType[] = [];
  /** Where it is, to come back to. */
  at = 0;
  readonly #tokens: readonly Token[];
  readonly #sql: string;

  /** @param sql what to show where it cannot be read */
  constructor(tokens: readonly Token[], sql: string) {
    this.#tokens = tokens;
    this.#sql = sql;
  }

  get next(): Token {
    return this.#tokens[this.at] ?? END;
  }

  take(): Token {
    const token = this.next;
    this.at += 1;
    return token;
  }

  /** Whether these words or signs come next. */
  sees(...texts: readonly string[]): boolean {
    return texts.every((text, i) => {
      const token = this.#tokens[this.at + i];
      return token?.text === text && (token.kind === 'word' || token.kind === 'sign');
    });
  }

  /** Goes past these words or signs, if they come next; says whether they did. */
  accept(...texts: readonly string[]): boolean {
    if (!this.sees(...texts)) return false;
    this.at += texts.length;
    return true;
  }

  expect(...texts: readonly string[]): void {
    if (!this.accept(...texts)) throw this.unreadable();
  }

  /** A name of a table or column. */
  name(): string {
    const { kind, text } = this.take();
    if (kind === 'word' || kind === 'quoted') return text;
    this.at -= 1;
    throw this.unreadable();
  }

  /** The name of a type, with what may follow it: `double precision`, `varchar(20)`, `timestamp with time zone`. */
  type(): SqlType {
    const type = typeNamed(this.name());
    this.accept('precision');
    if (this.sees('(')) this.bracketed(() => this.list(() => this.take()));
    if (!this.accept('with', 'time', 'zone')) this.accept('without', 'time', 'zone');
    return type;
  }

  /** One thing or more, with commas between. */
  list<T>(one: () => T): T[] {
    const all = [one()];
    while (this.accept(',')) all.push(one());
    return all;
  }

  /** What stands between brackets. */
  bracketed<T>(inner: () => T): T {
    this.expect('(');
    const value = inner();
    this.expect(')');
    return value;
  }

  /** The error where this server goes no further. */
  unreadable(): SqlError {
    return new SqlError(
      '0A000',
      `this fake server has a small part of SQL, and stops at ${JSON.stringify(this.next.text)} in: ${this.#sql}`,
    );
  }
}
