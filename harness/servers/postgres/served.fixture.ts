import pg, { type Client, type Pool } from 'pg';
import { type PostgresOptions, PostgresServer } from './postgres-server.ts';

/** Two accounts. */
export const ACCOUNTS = `
  CREATE TABLE accounts (
    id int PRIMARY KEY,
    owner text NOT NULL UNIQUE,
    balance int NOT NULL DEFAULT 0 CHECK (balance >= 0)
  );
  INSERT INTO accounts VALUES (1, 'ann', 100), (2, 'bob', 50)`;

/** A server on the loopback with two accounts, and pg, which is connected to it. */
export class Served {
  readonly server: PostgresServer;
  readonly #clients: (Client | Pool)[] = [];

  private constructor(options: PostgresOptions) {
    this.server = new PostgresServer({ port: 0, host: '127.0.0.1', setup: ACCOUNTS, ...options });
  }

  static async start(options: PostgresOptions = {}): Promise<Served> {
    const served = new Served(options);
    await served.server.listening;
    return served;
  }

  /** A pool of connections. */
  pool(): Pool {
    const pool = new pg.Pool({ host: '127.0.0.1', port: this.server.port, user: 'tester' });
    this.#clients.push(pool);
    return pool;
  }

  /** One connection. */
  async client(): Promise<Client> {
    const client = new pg.Client({ host: '127.0.0.1', port: this.server.port, user: 'tester' });
    this.#clients.push(client);
    await client.connect();
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) await client.end();
    await this.server.close();
  }
}

/** What became of a query: its rows, or the SQLSTATE. */
export function outcome(query: Promise<{ readonly rows: readonly unknown[] }>): Promise<unknown> {
  return query.then(
    ({ rows }) => rows,
    (error: unknown) => (error as { readonly code?: string }).code,
  );
}
