import { held, scenario, type Sim } from 'heddle';
import { RedisServer } from 'heddle/servers';
import { Redis } from 'ioredis';

const TIME_TO_LIVE_MS = 100;
const COMPARE_AND_DELETE =
  'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) else return 0 end';

const variants = {
  del: (redis: Redis) => redis.del('lock'),
  'compare-and-delete': (redis: Redis, token: string) => redis.eval(COMPARE_AND_DELETE, 1, 'lock', token),
};

/** Takes the lock as soon as it is free; when its time is over at the earliest. */
async function acquire(sim: Sim, redis: Redis, token: string): Promise<number> {
  for (;;) {
    const sentAtMs = sim.nowMs;
    if ((await redis.set('lock', token, 'PX', TIME_TO_LIVE_MS, 'NX')) === 'OK')
      return sentAtMs + TIME_TO_LIVE_MS;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** ioredis 5, unmodified: whose work takes longer than the lock lives must not release the lock of the next one. */
export default scenario(
  'ioredis: a lock expires before it is released',
  { id: 'packages', variants },
  {
    node: true,
    invariants: ['lock-is-kept'],
    kinds: { 'lock-lost': 'A lock was gone although its time was not over.' },
    expect: { del: { 'lock-is-kept': 'violated' } },
    runs: 100,
    run(sim, release) {
      const server = new RedisServer();
      const work = sim.operation('work', { latencyMs: [20, 150] });
      for (const token of ['a', 'b'])
        sim.task(token, async () => {
          // What ioredis reads about itself it would keep for the next run.
          const redis = new Redis({ host: '127.0.0.1', disableClientInfo: true });
          const endMs = await acquire(sim, redis, token);
          await work.call(token, () => {
            const owner = server.store().get('lock');
            if (sim.nowMs < endMs && owner !== token)
              sim.violation('lock-lost', 'lock-is-kept', `the lock of ${token} was gone at its time`);
          });
          await release(redis, token);
          await redis.quit();
        });
      return () => [held('lock-is-kept')];
    },
  },
);
