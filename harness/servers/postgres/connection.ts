import { SqlError } from '../sql/sql-error.ts';
import type { SqlSession } from '../sql/sql-session.ts';
import { backend } from './backend-message.ts';
import type { FrontendMessage } from './frontend-message.ts';
import { Portal } from './portal.ts';
import { columnsOf, parametersOf, type Prepared, type Queries } from './queries.ts';

/** One client after its startup. */
export class Connection {
  readonly #queries: Queries;
  readonly #session: SqlSession;
  readonly #statements = new Map<string, Prepared>();
  readonly #portals = new Map<string, Portal>();
  /** After an error in an extended query, all is passed over up to the next Sync. */
  #skips = false;

  constructor(queries: Queries, session: SqlSession) {
    this.#queries = queries;
    this.#session = session;
  }

  /** Whether its statement waits for a lock, and will until somebody else does something. */
  get waits(): boolean {
    return this.#session.waits;
  }

  /** Cancels its statement, if that waits. */
  cancel(): void {
    this.#session.cancel();
  }

  /** Rolls back what is open. What was said and is not done is refused. */
  close(): void {
    this.#session.close();
  }

  /** What one message is answered; the next may come when it is. */
  async *answer(message: FrontendMessage): AsyncGenerator<Buffer> {
    if (this.#skips && message.kind !== 'sync') return;
    try {
      yield* this.#answer(message);
    } catch (error) {
      this.#session.fail();
      yield backend.error(error instanceof SqlError ? error : new SqlError('XX000', String(error)));
      this.#skips = message.kind !== 'query' && message.kind !== 'sync';
    }
    if (message.kind === 'query' || message.kind === 'sync') yield backend.ready(this.#session.status);
  }

  async *#answer(message: FrontendMessage): AsyncGenerator<Buffer> {
    switch (message.kind) {
      case 'query':
        return yield* this.#simple(message.sql);
      case 'parse':
        this.#statements.set(message.name, this.#queries.prepare(message.sql));
        return yield backend.parsed;
      case 'bind': {
        const prepared = this.#statement(message.statement);
        this.#portals.set(message.portal, new Portal(this.#queries, prepared, message.values));
        return yield backend.bound;
      }
      case 'describe':
        return yield* this.#describe(message.of, message.name);
      case 'execute':
        return yield* await this.#portal(message.portal).execute(message.most, this.#session);
      case 'close':
        (message.of === 'S' ? this.#statements : this.#portals).delete(message.name);
        return yield backend.closed;
      case 'sync':
        this.#skips = false;
        return this.#session.endOfMessage();
      case 'refused':
        throw new SqlError('0A000', message.why);
    }
  }

  async *#simple(sql: string): AsyncGenerator<Buffer> {
    let isEmpty = true;
    for await (const { columns, rows, tag } of this.#queries.simple(sql, this.#session)) {
      isEmpty = false;
      if (columns.length > 0) {
        yield backend.columns(columns);
        yield* rows.map(backend.row);
      }
      yield backend.complete(tag);
    }
    if (isEmpty) yield backend.empty;
    this.#session.endOfMessage();
  }

  async *#describe(of: 'S' | 'P', name: string): AsyncGenerator<Buffer> {
    if (of === 'P') return yield await this.#portal(name).describe();
    const prepared = this.#statement(name);
    const columns = columnsOf(prepared.statement);
    yield backend.parameters(parametersOf(prepared));
    yield columns.length === 0 ? backend.noData : backend.columns(columns);
  }

  #statement(name: string): Prepared {
    const found = this.#statements.get(name);
    if (found === undefined) throw new SqlError('26000', `prepared statement "${name}" does not exist`);
    return found;
  }

  #portal(name: string): Portal {
    const found = this.#portals.get(name);
    if (found === undefined) throw new SqlError('34000', `portal "${name}" does not exist`);
    return found;
  }
}
