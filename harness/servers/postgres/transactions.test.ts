import type { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outcome, Served } from './served.fixture.ts';

let served: Served;
let a: Client;
let b: Client;
beforeEach(async () => {
  served = await Served.start({ deadlockTimeoutMs: 20 });
  [a, b] = [await served.client(), await served.client()];
});
afterEach(() => served.stop());

const balances = () => served.server.rows('accounts').map(({ balance }) => balance);

test('others see what is committed, and nothing of what is rolled back', async () => {
  await a.query('BEGIN');
  await a.query('UPDATE accounts SET balance = 1 WHERE id = 1');
  expect(await outcome(b.query('SELECT balance FROM accounts WHERE id = 1'))).toEqual([{ balance: 100 }]);
  await a.query('COMMIT');
  await b.query('BEGIN');
  await b.query('DELETE FROM accounts');
  await b.query('ROLLBACK');
  expect(balances()).toEqual([1, 50]);
});

test('a row that is read FOR UPDATE is waited for, and read as it was committed', async () => {
  await a.query('BEGIN');
  await a.query('SELECT * FROM accounts WHERE id = 1 FOR UPDATE');
  const waits = outcome(b.query('SELECT balance FROM accounts WHERE id = 1 FOR UPDATE'));
  expect(await outcome(a.query('SELECT id FROM accounts FOR UPDATE SKIP LOCKED'))).toHaveLength(2);
  await a.query('UPDATE accounts SET balance = 7 WHERE id = 1');
  await a.query('COMMIT');
  expect(await waits).toEqual([{ balance: 7 }]);
});

test('FOR UPDATE goes round what is locked, or refuses to wait', async () => {
  await a.query('BEGIN');
  await a.query('SELECT * FROM accounts WHERE id = 1 FOR UPDATE');
  const skipping = b.query('SELECT id FROM accounts ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED');
  expect(await outcome(skipping)).toEqual([{ id: 2 }]);
  expect(await outcome(b.query('SELECT id FROM accounts FOR UPDATE NOWAIT'))).toBe('55P03');
});

test('an update waits for the row, looks at it again, and counts on what was committed', async () => {
  await a.query('BEGIN');
  await a.query('UPDATE accounts SET balance = balance + 1 WHERE id = 1');
  await a.query('UPDATE accounts SET balance = 0 WHERE id = 2');
  const adds = b.query('UPDATE accounts SET balance = balance + 1 WHERE balance > 0');
  await a.query('COMMIT');
  expect((await adds).rowCount).toBe(1);
  expect(balances()).toEqual([102, 0]);
});

test('an insert waits for another of the same key, and goes on where that came to nothing', async () => {
  const insert = "INSERT INTO accounts VALUES (3, 'cy')";
  await a.query('BEGIN');
  await a.query(insert);
  const [again, other] = [outcome(b.query(insert)), outcome((await served.client()).query(insert))];
  await a.query('ROLLBACK');
  expect([await again, await other]).toEqual(expect.arrayContaining([[], '23505']));
});

test('an insert waits for who changes the row of its key, and not for who has only locked it', async () => {
  const insert = "INSERT INTO accounts VALUES (1, 'zoe')";
  await a.query('BEGIN');
  await a.query('SELECT * FROM accounts FOR UPDATE');
  expect(await outcome(b.query(insert))).toBe('23505');
  await a.query('DELETE FROM accounts WHERE id = 1');
  const waits = outcome(b.query(insert));
  await a.query('COMMIT');
  expect([await waits, balances()]).toEqual([[], [50, 0]]);
});

test('after an error a transaction takes nothing but its end', async () => {
  await a.query('BEGIN');
  await a.query('UPDATE accounts SET balance = 0');
  expect(await outcome(a.query('SELECT * FROM wrong'))).toBe('42P01');
  expect(await outcome(a.query('SELECT * FROM accounts'))).toBe('25P02');
  // Its locks are gone at once.
  expect((await b.query('UPDATE accounts SET balance = balance + 1')).rowCount).toBe(2);
  expect((await a.query('COMMIT')).command).toBe('ROLLBACK');
  expect(balances()).toEqual([101, 51]);
});

test('of two that wait for each other one is told of the deadlock', async () => {
  await a.query('BEGIN');
  await b.query('BEGIN');
  await a.query('UPDATE accounts SET balance = 1 WHERE id = 1');
  await b.query('UPDATE accounts SET balance = 2 WHERE id = 2');
  const outcomes = await Promise.all([
    outcome(a.query('UPDATE accounts SET balance = 1 WHERE id = 2')),
    outcome(b.query('UPDATE accounts SET balance = 2 WHERE id = 1')),
  ]);
  expect(outcomes.filter((one) => one === '40P01')).toHaveLength(1);
});

test('repeatable reads do not move, and a change of what has changed fails at once', async () => {
  await a.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await a.query('SELECT * FROM accounts');
  await b.query('UPDATE accounts SET balance = 1 WHERE id = 1');
  expect(await outcome(a.query('SELECT balance FROM accounts WHERE id = 1'))).toEqual([{ balance: 100 }]);
  expect(await outcome(a.query('UPDATE accounts SET balance = 2 WHERE id = 2'))).toEqual([]);
  expect(await outcome(a.query('UPDATE accounts SET balance = 2 WHERE id = 1'))).toBe('40001');
});

test('serializable transactions that skew each other do not both commit', async () => {
  for (const client of [a, b]) {
    await client.query('BEGIN');
    await client.query('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
    await client.query('SELECT sum(balance) FROM accounts');
  }
  await a.query('UPDATE accounts SET balance = 0 WHERE id = 1');
  await b.query('UPDATE accounts SET balance = 0 WHERE id = 2');
  expect([await outcome(a.query('COMMIT')), await outcome(b.query('COMMIT'))]).toEqual([[], '40001']);
});

test('serializable transactions on rows of their own, found by key, are not in each other’s way', async () => {
  for (const [client, id] of [
    [a, 1],
    [b, 2],
  ] as const) {
    await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
    await client.query('SELECT * FROM accounts WHERE id = $1', [id]);
    await client.query('UPDATE accounts SET balance = 0 WHERE id = $1', [id]);
  }
  expect([await outcome(a.query('COMMIT')), await outcome(b.query('COMMIT'))]).toEqual([[], []]);
});

test('statements of one simple query are one transaction', async () => {
  expect(await outcome(a.query('UPDATE accounts SET balance = 0; SELECT * FROM wrong'))).toBe('42P01');
  expect(balances()).toEqual([100, 50]);
});

test('a client that goes away loses its transaction and its place in the queue', async () => {
  await a.query('BEGIN');
  await a.query('UPDATE accounts SET balance = 0 WHERE id = 1');
  const waits = outcome(b.query('UPDATE accounts SET balance = balance + 1 WHERE id = 1'));
  await a.end();
  expect(await waits).toEqual([]);
  expect(balances()).toEqual([101, 50]);
});
