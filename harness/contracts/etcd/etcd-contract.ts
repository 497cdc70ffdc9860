import type { Contract, RunningReal } from '../frame/contract.ts';
import { freePort, handOver, ServerProcess } from '../frame/server-process.ts';
import { EtcdSessions } from './etcd-sessions.ts';
import { histories } from './histories.ts';
import { random } from './random.ts';
import { SimulatedSessions } from './simulated-sessions.ts';

const PROGRAM = 'etcd';

/** Transactions, revisions, leases and watches: `KeyValueStore` against etcd. */
export const etcd: Contract = {
  name: 'etcd',
  histories,
  random,
  simulated: () => Promise.resolve(new SimulatedSessions()),
  real: { programs: [PROGRAM], start },
};

async function start(folder: string): Promise<RunningReal> {
  const [port, peerPort] = [await freePort(), await freePort()];
  const [url, peerUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${peerPort}`];
  handOver(folder);
  const settings = {
    'data-dir': `${folder}/data`,
    'listen-client-urls': url,
    'advertise-client-urls': url,
    'listen-peer-urls': peerUrl,
    'initial-advertise-peer-urls': peerUrl,
    'initial-cluster': `default=${peerUrl}`,
    // A lease lasts for one and a half elections at the least: so that is one second, as in the simulation.
    'heartbeat-interval': '10',
    'election-timeout': '100',
    logger: 'zap',
    'log-level': 'error',
  };
  const server = new ServerProcess(
    PROGRAM,
    Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
    folder,
  );
  await server.listens(port);
  const { etcdserver } = (await (await fetch(`${url}/version`)).json()) as { readonly etcdserver: string };
  return {
    version: `etcd ${etcdserver}`,
    sessions: () => EtcdSessions.open(url),
    stop: () => server.stop(),
  };
}
