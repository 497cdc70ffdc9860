import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Isolation } from '../../world/transaction.ts';
import { readStatement, statementsIn } from './read-statement.ts';
import { SqlDatabase } from './sql-database.ts';
import { SqlError } from './sql-error.ts';
import { SqlSession } from './sql-session.ts';
import { allSteps } from './steps.ts';

const statement = fc
  .tuple(
    fc.constantFrom(
      'SELECT v FROM t WHERE id = $id',
      'SELECT sum(v) FROM t',
      'SELECT count(*) FROM t WHERE v > 1',
      'UPDATE t SET v = v + 1 WHERE id = $id RETURNING v',
      'UPDATE t SET v = v * 2',
      'INSERT INTO t VALUES ($id, 5) ON CONFLICT DO NOTHING',
      'DELETE FROM t WHERE id = $id',
    ),
    fc.integer({ min: 1, max: 3 }),
  )
  .map(([sql, id]) => sql.replace('$id', String(id)));
const transaction = fc.array(statement, { minLength: 1, maxLength: 3 });

/** What a transaction saw, statement by statement; undefined where it was not committed. */
type Seen = readonly string[] | undefined;

function made(): SqlDatabase {
  const database = new SqlDatabase(1);
  const session = new SqlSession(database, 'read-committed');
  for (const tokens of statementsIn(
    'CREATE TABLE t (id int PRIMARY KEY, v int); INSERT INTO t VALUES (1, 1), (2, 2)',
  ))
    session.execute(readStatement(tokens, '', database), []).next();
  session.endOfMessage();
  return database;
}

function stateOf(database: SqlDatabase): string {
  return [...database.table('t').stored.committed]
    .map(({ row }) => JSON.stringify(row))
    .toSorted()
    .join();
}

/** Runs one transaction; `turn` says when its next statement may come. */
async function perform(
  database: SqlDatabase,
  isolation: Isolation,
  statements: readonly string[],
  turn: () => Promise<void>,
): Promise<Seen> {
  const session = new SqlSession(database, isolation);
  const seen: string[] = [];
  try {
    for (const sql of ['BEGIN', ...statements, 'COMMIT']) {
      await turn();
      const [tokens = []] = statementsIn(sql);
      const { tag, rows } = await allSteps(session.execute(readStatement(tokens, sql, database), []));
      if (sql !== 'BEGIN' && sql !== 'COMMIT') seen.push(`${tag} ${JSON.stringify(rows)}`);
    }
    return seen;
  } catch (error) {
    if (!(error instanceof SqlError && ['40001', '40P01'].includes(error.code))) throw error;
    session.fail();
    return undefined;
  }
}

/** Runs the transactions at the same time, in the order of turns; what each saw, and what is left. */
async function together(
  isolation: Isolation,
  transactions: readonly (readonly string[])[],
  turns: readonly number[],
) {
  const database = made();
  const waiting: (() => void)[][] = transactions.map(() => []);
  let left = transactions.length;
  const all = transactions.map((statements, i) => {
    const turn = (): Promise<void> => new Promise((resolve) => waiting[i]?.push(resolve));
    return perform(database, isolation, statements, turn).finally(() => (left -= 1));
  });
  for (let at = 0; left > 0; at++) {
    const ready = waiting.filter((queue) => queue.length > 0);
    ready[(turns[at % turns.length] ?? 0) % Math.max(1, ready.length)]?.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { seen: await Promise.all(all), state: stateOf(database) };
}

function* orders<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length === 0) yield [];
  for (const [i, item] of items.entries())
    for (const rest of orders([...items.slice(0, i), ...items.slice(i + 1)])) yield [item, ...rest];
}

/** Whether some order of the committed transactions, one after the other, explains all that was seen. */
async function isSerializable(
  transactions: readonly (readonly string[])[],
  { seen, state }: { readonly seen: readonly Seen[]; readonly state: string },
): Promise<boolean> {
  const committed = [...transactions.keys()].filter((i) => seen[i] !== undefined);
  for (const order of orders(committed)) {
    const database = made();
    let isSame = true;
    for (const i of order) {
      const again = await perform(database, 'read-committed', transactions[i] ?? [], () => Promise.resolve());
      isSame &&= again?.join() === seen[i]?.join();
    }
    if (isSame && stateOf(database) === state) return true;
  }
  return false;
}

const programs = [
  fc.array(transaction, { minLength: 2, maxLength: 3 }),
  fc.array(fc.nat(2), { minLength: 5, maxLength: 15 }),
] as const;

test('serializable transactions that commit are those of some order, one after the other', async () => {
  let committed = 0;
  let concurrent = 0;
  const property = fc.asyncProperty(...programs, async (transactions, turns) => {
    const result = await together('serializable', transactions, turns);
    const done = result.seen.filter((one) => one !== undefined).length;
    committed += done;
    if (done > 1) concurrent += 1;
    expect(await isSerializable(transactions, result)).toBe(true);
  });
  await fc.assert(property, { seed: 1, numRuns: 1000 });
  expect([committed > 1000, concurrent > 200]).toEqual([true, true]);
});

test('snapshots and read-committed transactions are not: the oracle can say no', async () => {
  for (const isolation of ['snapshot', 'read-committed'] as const) {
    let anomalies = 0;
    const property = fc.asyncProperty(...programs, async (transactions, turns) => {
      if (!(await isSerializable(transactions, await together(isolation, transactions, turns))))
        anomalies += 1;
    });
    await fc.assert(property, { seed: 1, numRuns: 300 });
    expect(anomalies).toBeGreaterThan(0);
  }
});
