import { Redis } from 'ioredis';
import { RedisServer } from '../../servers/redis/redis-server.ts';
import type { Contract, RunningReal } from '../frame/contract.ts';
import { freePort, handOver, ServerProcess } from '../frame/server-process.ts';
import { closing } from '../frame/sessions.ts';
import { histories } from './histories.ts';
import { RedisSessions } from './redis-sessions.ts';
import { random } from './random.ts';

const PROGRAM = 'redis-server';

/** Counters, locks and expiry: the Redis server of `heddle/servers` against redis-server. */
export const redis: Contract = {
  name: 'redis',
  histories,
  random,
  simulated: async () => {
    const server = new RedisServer({ port: 0, host: '127.0.0.1' });
    await server.listening;
    return closing(new RedisSessions(server.port), () => server.close());
  },
  real: { programs: [PROGRAM], start },
};

async function start(folder: string): Promise<RunningReal> {
  const port = await freePort();
  handOver(folder);
  const args = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const server = new ServerProcess(PROGRAM, args, folder);
  await server.listens(port);
  const admin = new Redis(port, '127.0.0.1');
  const [, version = ''] = /redis_version:(\S+)/.exec(await admin.info('server')) ?? [];
  return {
    version: `Redis ${version}`,
    sessions: async () => {
      await admin.flushall();
      return new RedisSessions(port);
    },
    stop: async () => {
      admin.disconnect();
      await server.stop();
    },
  };
}
