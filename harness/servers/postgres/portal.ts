import type { SqlSession } from '../sql/sql-session.ts';
import type { Result } from './answers.ts';
import { backend } from './backend-message.ts';
import { columnsOf, type Prepared, type Queries } from './queries.ts';

/** A prepared statement with its parameters, on its way to be executed, all at once or some rows at a time. */
export class Portal {
  readonly #queries: Queries;
  readonly #prepared: Prepared;
  readonly #values: readonly (string | null)[];
  #answered: Promise<Result | undefined> | undefined;
  #result: Result | undefined;
  #sent = 0;

  constructor(queries: Queries, prepared: Prepared, values: readonly (string | null)[]) {
    this.#queries = queries;
    this.#prepared = prepared;
    this.#values = values;
  }

  /** Tells the columns of its results. */
  async describe(): Promise<Buffer> {
    const { columns } = (await this.#answer()) ?? { columns: columnsOf(this.#prepared.statement) };
    return columns.length === 0 ? backend.noData : backend.columns(columns);
  }

  /** Executes it, and tells up to so many rows; 0 is all. @throws SqlError where it fails */
  async execute(most: number, session: SqlSession): Promise<readonly Buffer[]> {
    const result = (this.#result ??=
      (await this.#answer()) ?? (await this.#queries.execute(this.#prepared, this.#values, session)));
    if (result === undefined) return [backend.empty];
    const { rows, columns, tag } = result;
    if (columns.length === 0) return [backend.complete(tag)];
    const end = most === 0 ? rows.length : this.#sent + most;
    const told = rows.slice(this.#sent, end).map(backend.row);
    this.#sent = end;
    return [...told, end < rows.length ? backend.suspended : backend.complete(tag)];
  }

  /** The author is asked once, be it for the columns or for the rows. */
  #answer(): Promise<Result | undefined> {
    return (this.#answered ??= this.#queries.answered(this.#prepared.sql, this.#values));
  }
}
