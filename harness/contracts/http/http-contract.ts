import type { Contract } from '../frame/contract.ts';
import { builtProgram } from './built-program.ts';
import { histories } from './histories.ts';
import { HttpSessions } from './http-sessions.ts';
import { random } from './random.ts';
import { RealServer } from './real-server.ts';
import { SimulatedSessions } from './simulated-sessions.ts';

/** Chunks, aborts, keep-alive, resets and timeouts: `node:http` and `fetch` on the simulated Node against real sockets. */
export const http: Contract = {
  name: 'http',
  histories,
  random,
  simulated: () => Promise.resolve(new SimulatedSessions()),
  real: {
    programs: [process.execPath],
    start: () => {
      const server = new RealServer(builtProgram('http/server-process'));
      return Promise.resolve({
        version: `Node ${process.versions.node}`,
        sessions: () => HttpSessions.open(server),
        stop: () => server.stop(),
      });
    },
  },
};
