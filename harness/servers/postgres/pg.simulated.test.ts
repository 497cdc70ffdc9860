import pg from 'pg';
import { expect, test } from 'vitest';
import { simulate } from '../../program/simulate.ts';
import { PostgresServer } from './postgres-server.ts';
import { ACCOUNTS } from './served.fixture.ts';

test('pg speaks to a server on the simulated machine, and waits there for locks', async () => {
  const seen: unknown[] = [];
  let rows: unknown;
  const run = await simulate(
    (sim) => {
      const server = new PostgresServer({ setup: ACCOUNTS });
      const pool = new pg.Pool({ host: '127.0.0.1', user: 'tester' });
      for (const name of ['a', 'b'])
        sim.task(name, async () => {
          const client = await pool.connect();
          await client.query('BEGIN');
          const sql = 'SELECT balance FROM accounts WHERE id = $1 FOR UPDATE';
          const balance = Number((await client.query(sql, [1])).rows[0]?.['balance']);
          seen.push(balance);
          await client.query('UPDATE accounts SET balance = $1 WHERE id = $2', [balance + 1, 1]);
          await client.query('COMMIT');
          client.release();
        });
      return () => {
        rows = server.rows('accounts')[0];
        return [];
      };
    },
    { node: true },
  );
  expect([run.findings, seen, rows]).toEqual([[], [100, 101], { id: 1, owner: 'ann', balance: 102 }]);
});
