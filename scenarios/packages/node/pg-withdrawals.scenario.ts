import { noLostUpdate, scenario } from 'heddle';
import { PostgresServer } from 'heddle/servers';
import pg, { type PoolClient } from 'pg';

/** Runs `body` in a transaction; again where PostgreSQL says that it could not be serialized. */
async function transaction(
  client: PoolClient,
  isolation: string,
  body: () => Promise<unknown>,
): Promise<void> {
  try {
    await client.query(`BEGIN ISOLATION LEVEL ${isolation}`);
    await body();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    if ((error as { readonly code?: string }).code !== '40001') throw error;
    await transaction(client, isolation, body);
  }
}

const write = 'UPDATE accounts SET balance = $1 WHERE id = $2';
const read = 'SELECT balance FROM accounts WHERE id = $1';
const readThenWrite = async (client: PoolClient, select: string): Promise<void> => {
  const { rows } = await client.query(select, [1]);
  await client.query(write, [Number(rows[0]?.['balance']) - 10, 1]);
};

const variants = {
  'read, then write': (client: PoolClient) =>
    transaction(client, 'READ COMMITTED', () => readThenWrite(client, read)),
  'FOR UPDATE': (client: PoolClient) =>
    transaction(client, 'READ COMMITTED', () => readThenWrite(client, `${read} FOR UPDATE`)),
  'repeatable read, with retries': (client: PoolClient) =>
    transaction(client, 'REPEATABLE READ', () => readThenWrite(client, read)),
  'one UPDATE': (client: PoolClient) =>
    client.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [10, 1]),
};

/** pg 8, unmodified: two processes, each with a pool, withdraw from one account. */
export default scenario(
  'pg: two pools withdraw from one account',
  { id: 'packages', variants },
  {
    node: true,
    invariants: ['no-lost-update'],
    expect: { 'read, then write': { 'no-lost-update': 'violated' } },
    runs: 50,
    run(sim, withdraw) {
      const server = new PostgresServer({
        setup: `CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL);
                INSERT INTO accounts VALUES (1, 100)`,
      });
      for (const name of ['one', 'two'])
        sim.task(name, async () => {
          const pool = new pg.Pool({ host: '127.0.0.1', user: 'app' });
          const client = await pool.connect();
          await withdraw(client);
          client.release();
          await pool.end();
        });
      return () => [noLostUpdate([['1', 80]], [['1', Number(server.rows('accounts')[0]?.['balance'])]])];
    },
  },
);
