import net, { type Socket } from 'node:net';
import type { Isolation } from '../../world/transaction.ts';
import { FakeServer, type ListenOptions } from '../listen/fake-server.ts';
import { readStatement, statementsIn } from '../sql/read-statement.ts';
import { SqlDatabase } from '../sql/sql-database.ts';
import { SqlSession } from '../sql/sql-session.ts';
import type { SqlRow } from '../sql/sql-type.ts';
import { atOnce } from '../sql/steps.ts';
import type { Answers } from './answers.ts';
import { Connection } from './connection.ts';
import { Conversation } from './conversation.ts';
import { Queries } from './queries.ts';

/** Where a PostgreSQL server listens, what it holds, and how it answers. */
export interface PostgresOptions extends ListenOptions {
  /** Statements that make its tables and first rows, executed before it listens. Default: none. */
  readonly setup?: string;
  /** Asked first, for each statement; what it leaves is up to the tables. Default: leaves all. */
  readonly answers?: Answers;
  /** Of transactions that do not say. Default `read-committed`. */
  readonly isolation?: 'read-committed' | 'repeatable-read' | 'serializable';
  /** How long a wait for a lock lasts before it is looked whether it is a deadlock. Default 1,000. */
  readonly deadlockTimeoutMs?: number;
}

/**
 * A PostgreSQL server, port 5432 by default, with a small part of SQL: docs/node.md says which. Rows are locked, and
 * transactions isolated, as PostgreSQL does it. Any user, password and database is right; TLS is declined.
 *
 * ```ts
 * const server = new PostgresServer({
 *   setup: `CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL);
 *           INSERT INTO accounts VALUES (1, 100)`,
 * });
 * const pool = new pg.Pool({ host: 'localhost' });
 * await pool.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [30, 1]);
 * server.rows('accounts'); // [{ id: 1, balance: 70 }]
 * ```
 */
export class PostgresServer extends FakeServer {
  readonly #database: SqlDatabase;
  readonly #queries: Queries;
  readonly #isolation: Isolation;
  readonly #backends = new Map<number, Conversation>();
  #processes = 0;

  /** @throws SqlError where `setup` fails */
  constructor(options: PostgresOptions = {}) {
    super(() => net.createServer({ noDelay: true }), options, 5432);
    const { setup = '', answers, isolation = 'read-committed', deadlockTimeoutMs = 1000 } = options;
    this.#database = new SqlDatabase(deadlockTimeoutMs);
    this.#queries = new Queries(this.#database, answers);
    // As PostgreSQL has it: what SQL calls repeatable read is a snapshot.
    this.#isolation = isolation === 'repeatable-read' ? 'snapshot' : isolation;
    this.execute(setup);
  }

  /** What is committed in a table now, in the order of insertion. Synchronous, for checks. */
  rows(table: string): SqlRow[] {
    return [...this.#database.table(table).stored.committed].map(({ row }) => row as SqlRow);
  }

  /**
   * Executes statements at once, in one transaction, as somebody else who is connected.
   * @throws SqlError where one fails, or would have to wait
   */
  execute(sql: string): void {
    const session = new SqlSession(this.#database, this.#isolation);
    try {
      for (const tokens of statementsIn(sql))
        atOnce(session.execute(readStatement(tokens, sql, this.#database), []));
      session.endOfMessage();
    } finally {
      session.close();
    }
  }

  /** @internal What serves a client, by its process id; undefined when it has ended. */
  backend(process: number): { readonly waits: boolean; cancel(): void; terminate(): void } | undefined {
    return this.#backends.get(process);
  }

  /** @internal */
  protected override connected(socket: Socket): (how: 'left' | 'broken') => void {
    this.#processes += 1;
    const process = this.#processes;
    const session = new SqlSession(this.#database, this.#isolation);
    const conversation = new Conversation(socket, new Connection(this.#queries, session), process, {
      cancel: (other) => this.#backends.get(other)?.cancel(),
      ended: () => this.#backends.delete(process),
    });
    this.#backends.set(process, conversation);
    conversation.begin();
    return (how) => (how === 'left' ? conversation.leave() : conversation.break());
  }
}
