import http from 'node:http';
import { scenario } from 'heddle';
import { PostgresServer, RedisServer } from 'heddle/servers';

/** What was asked for, and what became of it as far as the client knows. */
interface Deposit {
  readonly amount: number;
  status: number | undefined;
}

/**
 * Two servers of one service behind a load balancer, with a lock in Redis and a table in PostgreSQL. One is killed while
 * its write is under way, and starts again: it releases the lock that was its own, and the other server takes it.
 */
export default scenario<{ readonly FENCED?: string }>(
  'deposits across a restart',
  { id: 'packages', variants: { 'lock alone': {}, 'fencing token': { FENCED: 'yes' } } },
  {
    node: { latencyMs: { net: [0.1, Infinity] } },
    faults: { kill: ['api1'] },
    runs: 240,
    strategies: { 'lock alone': ['holds-2'], 'fencing token': ['holds-2'] },
    invariants: ['no-lost-update'],
    expect: { 'lock alone': { 'no-lost-update': 'violated' } },
    run(sim, fenced) {
      const redis = new RedisServer();
      const postgres = new PostgresServer({
        setup: `CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL, fence int NOT NULL);
                INSERT INTO accounts VALUES (1, 0, 0)`,
      });
      sim.watch('lock of', () => redis.store().get('lock:account'));
      sim.watch('account', () => postgres.rows('accounts')[0]);
      for (const [name, PORT] of [
        ['api1', '8001'],
        ['api2', '8002'],
      ] as const)
        sim.process(name, () => import('./deposits/api.ts'), {
          env: { ...fenced, NAME: name, PORT },
          startMs: [0, 1],
          restart: [1, 1_000],
        });
      sim.process('balancer', () => import('./deposits/balancer.ts'), {
        env: { PORTS: '8001 8002' },
        startMs: [0, 1],
      });
      const deposits: Deposit[] = [];
      const client = (name: string, amount: number, late: boolean): void => {
        const deposit: Deposit = { amount, status: undefined };
        deposits.push(deposit);
        sim.task(name, async () => void (deposit.status = await post(`/${amount}`)), {
          startMs: [2, 1_000],
          late,
        });
      };
      client('alice', 10, false);
      client('bob', 1, true);
      return () => {
        const balance = Number(postgres.rows('accounts')[0]?.['balance']);
        return [{ invariant: 'no-lost-update', finding: lostUpdate(deposits, balance) }];
      };
    },
  },
);

function post(path: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    http
      .request({ host: '127.0.0.1', path, agent: false }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      })
      .on('error', () => resolve(undefined))
      .end();
  });
}

/** What was answered with 200 is in the balance; what was refused, 409 or 503, is not; of the rest nobody knows. */
const REFUSED: readonly unknown[] = [409, 503];

function lostUpdate(
  deposits: readonly Deposit[],
  balance: number,
): { kind: string; message: string } | undefined {
  let possible = [0];
  for (const { amount, status } of deposits) {
    const booked = possible.map((sum) => sum + amount);
    if (status === 200) possible = booked;
    else if (!REFUSED.includes(status)) possible = [...possible, ...booked];
  }
  if (possible.includes(balance)) return undefined;
  const told = deposits.map(({ amount, status }) => `${amount} (answered: ${status ?? 'nothing'})`);
  return { kind: 'lost-update', message: `the balance is ${balance} after deposits of ${told.join(', ')}` };
}
