import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import before from 'get-port-5.0.0';
import after from 'get-port-5.1.0';
import { held, scenario, violated } from 'heddle';

/**
 * sindresorhus/get-port#23: who was told that a port is free does something else before it listens there, and another
 * one is told the same. Versions since 5.1 do not tell a port again for 15 s; they keep that in their module, so each run
 * has a new one.
 */
const getPort = { id: 'packages', variants: { '5.0.0': before, '5.1.0': after } };

export default scenario('get-port: two servers look for a port', getPort, {
  node: { files: { '/config.json': '{}' } },
  fresh: true,
  invariants: ['listens'],
  expect: { '5.0.0': { listens: 'violated' } },
  runs: 15,
  run(sim, freePort) {
    const errors: string[] = [];
    const serve = async () => {
      const port = await freePort({ port: 3000 });
      await readFile('/config.json');
      await once(net.createServer().listen(port), 'listening').catch(({ message }) => errors.push(message));
    };
    sim.task('server1', serve);
    sim.task('server2', serve);
    return () => [
      errors.length === 0 ? held('listens') : violated('listens', 'wrong-result', errors.join(', ')),
    ];
  },
});
