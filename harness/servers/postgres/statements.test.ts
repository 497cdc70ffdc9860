import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Pool } from 'pg';
import { Served } from './served.fixture.ts';

const servers: Served[] = [];
let served: Served;
let pool: Pool;
beforeEach(async () => {
  served = await Served.start();
  servers.push(served);
  pool = served.pool();
});
afterAll(() => Promise.all(servers.map((each) => each.stop())));

test('pg reads columns in their types', async () => {
  await pool.query(`CREATE TABLE IF NOT EXISTS facts (
    id bigserial PRIMARY KEY, n integer, big bigint, share double precision, price numeric(10, 2),
    ok boolean DEFAULT true, at timestamp with time zone DEFAULT now(), what varchar(20), more jsonb, none text)`);
  const values = [1, 2, 0.5, '9.99', "it's", JSON.stringify({ a: 1 })];
  const { command, rowCount, rows } = await pool.query(
    'INSERT INTO facts (n, big, share, price, what, more) VALUES ($1, $2, $3, $4, $5, $6) RETURNING *',
    values,
  );
  expect([command, rowCount]).toEqual(['INSERT', 1]);
  expect(rows).toEqual([
    {
      id: '1',
      n: 1,
      big: '2',
      share: 0.5,
      price: '9.99',
      ok: true,
      at: expect.any(Date),
      what: "it's",
      more: { a: 1 },
      none: null,
    },
  ]);
});

test.each([
  ['balance * 2 - 1', 'id = 1', 199],
  ['balance / 30 % 2', 'id = 1', 1],
  ["owner || '!' || $1", 'id = $2', 'ann!x', ['x', 1]],
  ['id', "owner IN ('zoe', 'bob')", 2],
  ['id', 'owner IS NOT NULL AND NOT balance = 100', 2],
  ['id', 'balance < 100 OR balance IS NULL', 2],
  ['coalesce(null, balance)', 'accounts.id = $1::int', 50, ['2']],
  ['-balance', '(id = 2)', -50],
  ['$1::int + 1', 'id = 1', 8, ['7']],
])('SELECT %s WHERE %s', async (columns, where, value, parameters: unknown[] = []) => {
  const { rows } = await pool.query(`SELECT ${columns} AS value FROM accounts WHERE ${where}`, parameters);
  expect(rows).toEqual([{ value }]);
});

test('null is neither equal nor different', async () => {
  const { rows } = await pool.query('SELECT id FROM accounts WHERE balance <> null OR NOT (balance = null)');
  expect(rows).toEqual([]);
});

test('totals, order and pages', async () => {
  const totals = await pool.query('SELECT count(*), sum(balance) AS total, max(owner) FROM accounts');
  expect(totals.rows).toEqual([{ count: '2', total: '150', max: 'bob' }]);
  const none = await pool.query('SELECT count(*)::int, sum(balance) FROM accounts WHERE id = 3');
  expect(none.rows).toEqual([{ count: 0, sum: null }]);
  const page = await pool.query('SELECT id FROM accounts ORDER BY balance, id DESC LIMIT 1 OFFSET $1', [1]);
  expect(page.rows).toEqual([{ id: 1 }]);
});

test('UPDATE and DELETE tell how many rows, and RETURNING which', async () => {
  const update = await pool.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [30, 1]);
  expect([update.rowCount, update.rows]).toEqual([1, []]);
  const gone = await pool.query('DELETE FROM accounts WHERE balance > 60 RETURNING owner, balance');
  expect([gone.rowCount, gone.rows]).toEqual([1, [{ owner: 'ann', balance: 70 }]]);
  expect(served.server.rows('accounts')).toEqual([{ id: 2, owner: 'bob', balance: 50 }]);
});

test('ON CONFLICT does nothing, or updates', async () => {
  const nothing = await pool.query(
    "INSERT INTO accounts VALUES (1, 'ann'), (3, 'cy') ON CONFLICT (id) DO NOTHING RETURNING id",
  );
  expect(nothing.rows).toEqual([{ id: 3 }]);
  const upsert = await pool.query(
    `INSERT INTO accounts (id, owner, balance) VALUES ($1, 'ann', $2)
     ON CONFLICT (id) DO UPDATE SET balance = accounts.balance + excluded.balance RETURNING balance`,
    [1, 7],
  );
  expect(upsert.rows).toEqual([{ balance: 107 }]);
});

test.each([
  ['INSERT INTO accounts VALUES (1, $1)', ['zoe'], '23505', 'accounts_pkey'],
  ['INSERT INTO accounts VALUES (3, $1)', ['bob'], '23505', 'accounts_owner_key'],
  ['UPDATE accounts SET owner = $1 WHERE id = 1', ['bob'], '23505', 'accounts_owner_key'],
  ['INSERT INTO accounts (id) VALUES ($1)', [3], '23502', undefined],
  ['UPDATE accounts SET balance = balance - $1', [70], '23514', 'accounts_balance_check'],
  ['SELECT * FROM accounts WHERE id = $1', ['x'], '22P02', undefined],
  ['SELECT balance / 0 FROM accounts', [], '22012', undefined],
  ['SELECT wrong FROM accounts', [], '42703', undefined],
  ['SELECT * FROM wrong', [], '42P01', undefined],
  ['SELECT * FROM accounts JOIN accounts ON true', [], '0A000', undefined],
  ['CREATE TABLE accounts (id int)', [], '42P07', undefined],
])('%s %j: %s', async (sql, parameters, code, constraint) => {
  await expect(pool.query(sql, parameters)).rejects.toMatchObject({ code });
  await expect(pool.query(sql, parameters)).rejects.toHaveProperty('constraint', constraint);
  expect(served.server.rows('accounts')).toHaveLength(2);
});

test('what it does not have is named, with the statement', async () => {
  await expect(pool.query('SELECT owner FROM accounts GROUP BY owner')).rejects.toThrow(
    'this fake server has a small part of SQL, and stops at "group" in: SELECT owner FROM accounts GROUP BY owner',
  );
});

test('the author answers what he will, and the tables the rest', async () => {
  const own = await Served.start({
    answers: (sql, [id]) =>
      sql.includes('JOIN') ? [{ id: Number(id), tags: ['a'], at: new Date(0) }] : undefined,
  });
  servers.push(own);
  const pool = own.pool();
  expect((await pool.query('SELECT * FROM a JOIN b USING (id) WHERE id = $1', [7])).rows).toEqual([
    { id: 7, tags: ['a'], at: new Date(0) },
  ]);
  expect((await pool.query('SELECT count(*) FROM accounts')).rows).toEqual([{ count: '2' }]);
  await expect(pool.query('SELECT 1 FROM a, b')).rejects.toMatchObject({ code: '42P01' });
});

test('somebody else may change rows behind the clients', async () => {
  served.server.execute("UPDATE accounts SET balance = 1 WHERE owner = 'ann'");
  expect((await pool.query('SELECT balance FROM accounts WHERE id = 1')).rows).toEqual([{ balance: 1 }]);
  expect(() => served.server.execute('SELECT')).toThrow('this fake server has a small part of SQL');
});
