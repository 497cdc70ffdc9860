import { expect, test } from 'vitest';
import { failing } from '../core/failing.fixture.ts';
import { CRASH } from '../core/picker.ts';
import type { Run } from '../core/run.ts';
import type { Sim } from '../core/sim.ts';
import { simulate, type SimulateOptions } from '../program/simulate.ts';
import {
  DatabaseBusy,
  DeadlockDetected,
  NestedTransaction,
  SerializationFailure,
  UniqueViolation,
} from './database-errors.ts';
import { Database, type DatabaseOptions } from './database.ts';
import { TableStore } from './table-store.ts';

interface Row {
  readonly id: string;
  readonly n: number;
}
type World = { rows: Row };

/** Runs `body` as one task; returns the database and how the run went. */
async function inTask(
  body: (db: Database<World>, sim: Sim) => Promise<unknown>,
  options: DatabaseOptions = {},
  simulation: SimulateOptions = {},
): Promise<{ database: Database<World>; run: Run }> {
  let database: Database<World> | undefined;
  const run = await simulate((sim) => {
    const made = new Database<World>(sim, options);
    database = made;
    sim.task('body', () => body(made, sim), { rejections: 'keep' });
  }, simulation);
  if (database === undefined) throw new Error('no database');
  return { database, run };
}

const r1: Row = { id: 'r1', n: 1 };

test('others see a row once it is committed, its own session at once', async () => {
  const { run } = await inTask(async (db) => {
    const writer = await db.open();
    const reader = await db.open();
    await writer.insert('rows', r1, 'r1');
    const before = [(await writer.select('rows')).length, (await reader.select('rows')).length];
    await writer.commit();
    return [...before, (await reader.select('rows')).length];
  });
  expect(run.tasks.get('body')?.value).toEqual([1, 0, 1]);
});

test('close gives up what is in flight, and what is not committed is noted as rolled back', async () => {
  const { database, run } = await inTask(async (db) => {
    const session = await db.open();
    await session.insert('rows', r1);
    const commit = session.commit();
    session.close();
    await commit;
  });
  expect(database.rows('rows')).toEqual([]);
  expect([...database.table('rows').rolledBack]).toEqual([{ row: r1, step: 3 }]);
  expect(run.tasks.get('body')?.reason).toMatchObject({ name: 'ConnectionClosed' });
});

test('rows without a key may be there twice; with insertOnce they are not', async () => {
  const { database } = await inTask(async (db) => {
    const session = await db.open();
    await session.insert('rows', r1);
    await session.insert('rows', r1);
    await session.insertOnce('rows', 'k', r1);
    await session.insertOnce('rows', 'k', r1);
    await session.commit();
  });
  expect(database.rows('rows')).toHaveLength(3);
});

test('of two transactions that insert one key once, one inserts it', async () => {
  const { database } = await inTask(async (db) => {
    const [a, b] = [await db.open(), await db.open()];
    await a.insertOnce('rows', 'r1', { id: 'r1', n: 1 });
    await b.insertOnce('rows', 'r1', { id: 'r1', n: 2 });
    await b.commit();
    await a.commit();
  });
  expect(database.rows('rows')).toEqual([{ id: 'r1', n: 2 }]);
});

test('a key that is taken, be it in the meantime, is a violation', async () => {
  const { run } = await inTask(async (db) => {
    const [a, b] = [await db.open(), await db.open()];
    await a.insert('rows', r1, 'r1');
    await b.insert('rows', r1, 'r1');
    await a.commit();
    const atCommit = await b.commit().catch((error: unknown) => error);
    const atInsert = await a.insert('rows', r1, 'r1').catch((error: unknown) => error);
    return [atCommit, atInsert];
  });
  expect(run.tasks.get('body')?.value).toEqual([expect.any(UniqueViolation), expect.any(UniqueViolation)]);
});

test('a second begin inside a transaction is refused', async () => {
  const { run } = await inTask(
    async (db) => {
      const session = await db.open();
      await session.begin();
      await session.begin();
    },
    { transactions: 'explicit' },
  );
  expect(run.tasks.get('body')?.reason).toBeInstanceOf(NestedTransaction);
});

test('explicit transactions refuse statements outside of one', async () => {
  const { run } = await inTask(async (db) => (await db.open()).insert('rows', r1), {
    transactions: 'explicit',
  });
  expect(run.tasks.get('body')?.reason).toMatchObject({ name: 'NoTransaction' });
});

test('changes apply to what is committed at the commit', async () => {
  const add = (row: Row): Row => ({ ...row, n: row.n + 1 });
  const { database } = await inTask(async (db) => {
    db.seed('rows', { r1 });
    const [a, b] = [db.session(), db.session()];
    await a.update('rows', 'r1', add);
    await b.update('rows', 'r1', add);
    await a.commit();
    await b.commit();
  });
  expect(database.row('rows', 'r1')).toEqual({ id: 'r1', n: 3 });
});

test('a snapshot does not move, and two writers of one row conflict', async () => {
  const { run } = await inTask(
    async (db) => {
      db.seed('rows', { r1 });
      const [a, b] = [db.session(), db.session()];
      await a.get('rows', 'r1');
      await b.upsert('rows', 'r1', () => ({ id: 'r1', n: 9 }));
      await b.commit();
      const seen = await a.get('rows', 'r1');
      await a.delete('rows', 'r1');
      return [seen?.n, await a.commit().catch((error: unknown) => error)];
    },
    { isolation: 'snapshot' },
  );
  expect(run.tasks.get('body')?.value).toEqual([1, expect.any(SerializationFailure)]);
});

test('repeatable reads do not move either, but writers do not conflict', async () => {
  const { database, run } = await inTask(
    async (db) => {
      db.seed('rows', { r1 });
      const [a, b] = [db.session(), db.session()];
      await a.get('rows', 'r1');
      await b.update('rows', 'r1', (row) => ({ ...row, n: row.n + 1 }));
      await b.commit();
      await a.update('rows', 'r1', (row) => ({ ...row, n: row.n + 1 }));
      const seen = await a.get('rows', 'r1');
      await a.commit();
      return seen?.n;
    },
    { isolation: 'repeatable-read' },
  );
  expect([run.tasks.get('body')?.value, database.row('rows', 'r1')?.n]).toEqual([2, 3]);
});

test('serializable transactions conflict over what they read (write skew)', async () => {
  const { database, run } = await inTask(
    async (db) => {
      const [a, b] = [db.session(), db.session()];
      await a.select('rows');
      await b.select('rows');
      await a.insert('rows', r1);
      await b.insert('rows', { id: 'r2', n: 2 });
      await a.commit();
      await b.commit();
    },
    { isolation: 'serializable' },
  );
  expect(database.rows('rows')).toEqual([r1]);
  expect(run.tasks.get('body')?.reason).toBeInstanceOf(SerializationFailure);
});

test('statements of one session reach the server in the order of their calls', async () => {
  // The picker always delivers the newest event, so only the session itself can keep the order.
  const { database } = await inTask(
    async (db) => {
      const session = db.session();
      await Promise.all([session.insert('rows', r1), session.commit()]);
    },
    {},
    { picker: { pick: (point) => point.pending.events.length - 1 } },
  );
  expect(database.rows('rows')).toEqual([r1]);
});

test('a crash rolls back what was open and keeps what was committed', async () => {
  const r2: Row = { id: 'r2', n: 2 };
  const restarted: number[] = [];
  const { database, run } = await inTask(
    async (db, sim) => {
      sim.onRestart(() => restarted.push(db.openSessions));
      const session = await db.open();
      await session.insert('rows', r1);
      await session.commit();
      await session.insert('rows', r2);
      await session.commit();
    },
    {},
    {
      // After start, open, insert, commit, insert.
      picker: { pick: (point) => (point.delivered.length === 5 ? CRASH : point.pending.first(Infinity)) },
    },
  );
  expect(database.rows('rows')).toEqual([r1]);
  expect([...database.table('rows').rolledBack]).toEqual([{ row: r2, step: 6 }]);
  expect([run.ending, restarted]).toEqual(['quiescent', [0]]);
});

test('a commit whose reply is lost has happened', async () => {
  const menu = { 'db.commit': ['lost-reply'] };
  const { database, run } = await inTask(
    async (db) => {
      const session = await db.open();
      await session.insert('rows', r1);
      await session.commit();
    },
    {},
    {
      menu,
      picker: failing('db.commit.reply', 'lost-reply'),
    },
  );
  expect(database.rows('rows')).toEqual([r1]);
  expect(run.tasks.get('body')?.status).toBe('rejected');
});

test('a row is taken as it was when insert was called', async () => {
  const { database } = await inTask(async (db) => {
    const row = { ...r1 };
    const session = db.session();
    const inserted = session.insert('rows', row);
    row.n = 99;
    await inserted;
    await session.commit();
  });
  expect(database.rows('rows')).toEqual([r1]);
});

test('a table store writes to one table in one transaction', async () => {
  const { database, run } = await inTask(async (db) => {
    const transaction = await new TableStore(db, 'rows').open();
    await transaction.insert(r1);
    await transaction.insertOnce('r2', { id: 'r2', n: 2 });
    await transaction.commit();
    transaction.close();
  });
  expect(database.rows('rows').map(({ id }) => id)).toEqual(['r1', 'r2']);
  expect(run.delivered.map((event) => run.idOf(event))).toContain('body: db.insert(rows)#2');
});

test('with row locks a statement waits for who has written the row, and sees what was committed', async () => {
  const add = (row: Row): Row => ({ ...row, n: row.n + 1 });
  const { database, run } = await inTask(
    async (db) => {
      db.seed('rows', { r1 });
      const [a, b] = [db.session(), db.session()];
      await a.update('rows', 'r1', add);
      const told: string[] = [];
      const waits = b.update('rows', 'r1', add).then(() => told.push('b was told'));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      told.push('a commits');
      await a.commit();
      await waits;
      await b.commit();
      return told;
    },
    { locks: 'rows' },
  );
  expect([run.tasks.get('body')?.value, database.row('rows', 'r1')?.n]).toEqual([
    ['a commits', 'b was told'],
    3,
  ]);
});

test('two that wait for each other do so for no time: one is told of the deadlock', async () => {
  const { run } = await inTask(
    async (db) => {
      db.seed('rows', { r1, r2: r1 });
      const [a, b] = [db.session(), db.session()];
      await a.delete('rows', 'r1');
      await b.delete('rows', 'r2');
      const first = a.delete('rows', 'r2');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const second = await b.delete('rows', 'r1').catch((error: unknown) => error);
      await first;
      return second;
    },
    { locks: 'rows' },
  );
  expect(run.tasks.get('body')?.value).toBeInstanceOf(DeadlockDetected);
});

test('a commit that was sent arrives, where it is said so, whatever becomes of its session', async () => {
  for (const onClose of ['abort', 'continue'] as const) {
    const { database, run } = await inTask(
      async (db) => {
        const session = db.session();
        await session.insert('rows', r1);
        const commit = session.commit();
        session.close();
        await commit;
      },
      { onClose },
    );
    expect(run.tasks.get('body')?.reason).toMatchObject({ name: 'ConnectionClosed' });
    expect(database.rows('rows')).toEqual(onClose === 'abort' ? [] : [r1]);
  }
});

test('a key that was taken after the snapshot is taken', async () => {
  const { database, run } = await inTask(
    async (db) => {
      const [a, b] = [db.session(), db.session()];
      await a.select('rows');
      await b.insert('rows', r1, 'r1');
      await b.commit();
      await a.insert('rows', { id: 'r1', n: 2 }, 'r1');
      await a.commit();
    },
    { isolation: 'snapshot' },
  );
  expect(run.tasks.get('body')?.reason).toBeInstanceOf(UniqueViolation);
  expect(database.rows('rows')).toEqual([r1]);
});

test('with the lock of a file a second writer is told that it is busy, and may try again', async () => {
  const { database, run } = await inTask(
    async (db) => {
      const [a, b] = [db.session(), db.session()];
      await a.begin();
      await b.begin();
      await a.insert('rows', r1, 'r1');
      const busy = await b.insert('rows', r1, 'r2').catch((error: unknown) => error);
      await a.commit();
      await b.insert('rows', r1, 'r2');
      await b.commit();
      return busy;
    },
    { transactions: 'explicit', locks: 'file' },
  );
  expect(run.tasks.get('body')?.value).toBeInstanceOf(DatabaseBusy);
  expect(database.rows('rows')).toHaveLength(2);
});
