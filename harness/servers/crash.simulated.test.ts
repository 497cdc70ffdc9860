import pg from 'pg';
import { expect, test } from 'vitest';
import { CRASH, type Picker } from '../core/picker.ts';
import { simulate } from '../program/simulate.ts';
import { PostgresServer } from './postgres/postgres-server.ts';
import { ACCOUNTS } from './postgres/served.fixture.ts';

test('after a crash a server listens again with what was committed, and no lock is left', async () => {
  let rows: unknown;
  let isTime = false;
  const picker: Picker = {
    pick(point) {
      if (!isTime) return point.pending.first(point.horizonMs);
      isTime = false;
      return CRASH;
    },
  };
  const run = await simulate(
    (sim) => {
      const server = new PostgresServer({ setup: ACCOUNTS });
      const client = () => new pg.Client({ host: '127.0.0.1', user: 'tester' });
      sim.onRestart(() => {
        server.restart();
        sim.task('after', async () => {
          const second = client();
          await second.connect();
          await second.query('UPDATE accounts SET balance = balance + 1 WHERE id = 1');
          await second.end();
        });
      });
      sim.task('before', async () => {
        const first = client();
        await first.connect();
        await first.query('UPDATE accounts SET balance = 7 WHERE id = 1');
        await first.query('BEGIN');
        await first.query('UPDATE accounts SET balance = 0');
        isTime = true;
        await first.query('COMMIT');
      });
      return () => {
        rows = server.rows('accounts').map(({ balance }) => balance);
        return [];
      };
    },
    { node: true, picker },
  );
  expect([run.findings, rows]).toEqual([[], [8, 50]]);
});
