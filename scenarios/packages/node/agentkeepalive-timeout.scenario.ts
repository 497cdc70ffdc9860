import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import before from 'agentkeepalive-2.0.0';
import after from 'agentkeepalive-2.0.2';
import { held, scenario, violated } from 'heddle';
import { get } from './get.ts';

/**
 * node-modules/agentkeepalive#23: the idle socket's time is up and it is destroyed, but it is among the free ones until
 * its `close` comes; a request that is made in between is given it, and fails with ECONNRESET. 2.0.2 takes it out at once.
 */
const agents = { id: 'packages', variants: { '2.0.0': before, '2.0.2': after } };

export default scenario('agentkeepalive: a request as the idle socket times out', agents, {
  node: true,
  invariants: ['answered'],
  expect: { '2.0.0': { answered: 'violated' } },
  runs: 20,
  run(sim, Agent) {
    http.createServer((_request, response) => response.end('hi')).listen(80);
    const agent = new Agent({ keepAliveTimeout: 50 });
    const errors: string[] = [];
    sim.task('client', async () => {
      await get({ agent });
      await sleep(51);
      await get({ agent }).catch(({ message }: Error) => errors.push(message));
    });
    return () => [
      errors.length === 0 ? held('answered') : violated('answered', 'wrong-result', errors.join()),
    ];
  },
});
