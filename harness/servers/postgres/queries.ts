import { readStatement, statementsIn } from '../sql/read-statement.ts';
import type { SqlDatabase } from '../sql/sql-database.ts';
import { SqlError } from '../sql/sql-error.ts';
import type { SqlSession } from '../sql/sql-session.ts';
import type { SqlType } from '../sql/sql-type.ts';
import type { Statement } from '../sql/statement.ts';
import { allSteps } from '../sql/steps.ts';
import { type Answers, type Result, resultOf } from './answers.ts';
import type { ResultColumn } from './backend-message.ts';

type Values = readonly (string | null)[];

/** A statement that a client has prepared; an error where this server cannot read it, and the author may answer it. */
export interface Prepared {
  readonly sql: string;
  /** Undefined where the text is empty. */
  readonly statement: Statement | SqlError | undefined;
}

/** Answers statements: the author first, where there are such answers, then the tables. */
export class Queries {
  readonly #database: SqlDatabase;
  readonly #answers: Answers | undefined;

  constructor(database: SqlDatabase, answers: Answers | undefined) {
    this.#database = database;
    this.#answers = answers;
  }

  /** @throws SqlError where nobody will have an answer */
  prepare(sql: string): Prepared {
    try {
      const [tokens, ...more] = statementsIn(sql);
      if (more.length > 0)
        throw new SqlError('42601', 'cannot insert multiple commands into a prepared statement');
      return { sql, statement: tokens && readStatement(tokens, sql, this.#database) };
    } catch (error) {
      if (this.#answers === undefined || !(error instanceof SqlError)) throw error;
      return { sql, statement: error };
    }
  }

  /** What the author answers; undefined leaves it to the tables. */
  async answered(sql: string, values: Values): Promise<Result | undefined> {
    const rows = await this.#answers?.(sql, values);
    return rows === undefined ? undefined : resultOf(rows);
  }

  /** @throws SqlError where it fails */
  async execute({ statement }: Prepared, values: Values, session: SqlSession): Promise<Result | undefined> {
    if (statement instanceof SqlError) throw statement;
    if (statement === undefined) return undefined;
    const { rows, tag } = await allSteps(session.execute(statement, values));
    return { columns: columnsOf(statement), rows, tag };
  }

  /** Executes the statements of a text, one after the other, and yields what each is answered. */
  async *simple(sql: string, session: SqlSession): AsyncGenerator<Result> {
    const answered = await this.answered(sql, []);
    if (answered !== undefined) return yield answered;
    for (const tokens of statementsIn(sql)) {
      const statement = readStatement(tokens, sql, this.#database);
      const result = await this.execute({ sql, statement }, [], session);
      if (result !== undefined) yield result;
    }
  }
}

/** The columns of a statement's results; none where it has no results. */
export function columnsOf(statement: Prepared['statement']): readonly ResultColumn[] {
  const isRead = statement !== undefined && !(statement instanceof SqlError);
  return isRead && 'outputs' in statement.does ? statement.does.outputs : [];
}

/** The types of its parameters; where they are not known, text, as many as the highest number in it. */
export function parametersOf({ sql, statement }: Prepared): readonly SqlType[] {
  if (statement !== undefined && !(statement instanceof SqlError)) return statement.parameters;
  const numbers = [...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
  return Array.from({ length: Math.max(0, ...numbers) }, () => 'text');
}
