import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { simulate } from '../../program/simulate.ts';
import { RedisServer } from './redis-server.ts';

test('ioredis speaks to a server on the simulated machine', async () => {
  const answers: unknown[] = [];
  let left: number | undefined;
  const run = await simulate(
    (sim) => {
      const server = new RedisServer({ data: { stock: '3' } });
      sim.task('client', async () => {
        const client = new Redis();
        answers.push(await client.decr('stock'), await client.set('lock', 'a', 'PX', 1000, 'NX'));
        answers.push(await client.pipeline().get('lock').pttl('none').exec());
        await new Promise((resolve) => setTimeout(resolve, 1000));
        answers.push(await client.get('lock'), await client.quit());
      });
      return () => {
        left = server.connections;
        return [];
      };
    },
    { node: true },
  );
  expect(answers).toEqual([
    2,
    'OK',
    [
      [null, 'a'],
      [null, -2],
    ],
    null,
    'OK',
  ]);
  expect([run.findings, left]).toEqual([[], 0]);
});
