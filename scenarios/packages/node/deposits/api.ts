import http from 'node:http';
import { createRequire } from 'node:module';

// One for all processes: to evaluate these anew for each would take longer than all else.
const require = createRequire(import.meta.url);
const { Redis } = require('ioredis') as typeof import('ioredis');
const pg = require('pg') as (typeof import('pg'))['default'];

/*
 * Books deposits: reads the balance, adds, writes it, under a lock in Redis that several of these processes share. One
 * that was killed may have left its lock, so it begins by releasing what is under its name.
 */

const { NAME = 'api', PORT = '8001', FENCED } = process.env;
const host = '127.0.0.1';
const LOCK = 'lock:account';
const TRIES = 5;
const RETRY_MS = 50;
const RELEASE =
  'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) else return 0 end';

const redis = new Redis({ host, enableReadyCheck: false, disableClientInfo: true, connectTimeout: 0 });
const db = new pg.Client({ host, user: NAME });
const ready = Promise.all([db.connect(), redis.eval(RELEASE, 1, LOCK, NAME)]);

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function isFree(): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    if ((await redis.set(LOCK, NAME, 'NX')) === 'OK') return true;
    await after(RETRY_MS);
  }
  return false;
}

/** @returns the status of the answer */
async function deposit(amount: number): Promise<number> {
  await ready;
  if (!(await isFree())) return 503;
  try {
    return (await book(amount)) ? 200 : 409;
  } finally {
    await redis.eval(RELEASE, 1, LOCK, NAME);
  }
}

async function book(amount: number): Promise<boolean> {
  // A token that grows with each holder of the lock: what an earlier one still writes is refused.
  const fence = FENCED === undefined ? 0 : await redis.incr('fence:account');
  const { rows } = await db.query('SELECT balance FROM accounts WHERE id = 1');
  const balance = Number(rows[0]?.['balance']) + amount;
  if (FENCED === undefined) {
    await db.query('UPDATE accounts SET balance = $1 WHERE id = 1', [balance]);
    return true;
  }
  const sql = 'UPDATE accounts SET balance = $1, fence = $2 WHERE id = 1 AND fence < $2';
  return (await db.query(sql, [balance, fence])).rowCount === 1;
}

http
  .createServer((request, response) => {
    deposit(Number(request.url?.slice(1))).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  })
  .listen(Number(PORT), host);
