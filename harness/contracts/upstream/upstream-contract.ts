import type { Contract } from '../frame/contract.ts';
import { builtProgram } from '../http/built-program.ts';
import { RealServer } from '../http/real-server.ts';
import { FetchSessions } from './fetch-sessions.ts';
import { histories } from './histories.ts';
import { random } from './random.ts';
import { SimulatedUpstream } from './simulated-upstream.ts';

/** Responses, bodies, streams and the session: `Upstream` against `node:http` and `fetch`. */
export const upstream: Contract = {
  name: 'upstream',
  histories,
  random,
  simulated: () => Promise.resolve(new SimulatedUpstream()),
  real: {
    programs: [process.execPath],
    start: () => {
      const server = new RealServer(builtProgram('upstream/upstream-process'));
      return Promise.resolve({
        version: `Node ${process.versions.node}`,
        sessions: () => FetchSessions.open(server),
        stop: () => server.stop(),
      });
    },
  },
};
