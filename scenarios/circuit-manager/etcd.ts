import { KeyValueStore, type Latency, type Sim } from 'heddle';
import {
  type Circuit,
  circuitEntries,
  type ProxyPort,
  servicePrefix,
} from '../../systems/circuit-manager/index.ts';
import { type Backend, described, type ShownCircuit, type SimulatedProxy } from './simulated-proxy.ts';

const OWNER = /_(c\d+)\//;
const SESSION_KEY = /^services\/bai_session_(s\d+)_(c\d+)\//;
const SESSION_NAME = /^bai_session_(s\d+)_/;

/** The store that the reverse proxy watches. */
export class Etcd implements SimulatedProxy {
  readonly port: ProxyPort;
  readonly #store: KeyValueStore;

  constructor(sim: Sim, circuits: readonly Circuit[], latencyMs?: Latency) {
    const all = latencyMs && { putPrefix: latencyMs, deletePrefix: latencyMs, replace: latencyMs };
    this.#store = new KeyValueStore(sim, { name: 'etcd', ...(all && { latencyMs: all }) });
    this.#store.seed(Object.assign({}, ...circuits.map(circuitEntries)));
    this.port = { kind: 'etcd', store: this.#store };
  }

  show(circuit: string): ShownCircuit {
    const withUrl = new Set<string>();
    const withWeight = new Set<string>();
    let routed = false;
    for (const { key, value } of this.#store.items()) {
      const session = SESSION_KEY.exec(key);
      if (session?.[2] === circuit) withUrl.add(session[1] as string);
      const named = key.startsWith(servicePrefix(circuit)) ? SESSION_NAME.exec(value)?.[1] : undefined;
      if (named !== undefined) withWeight.add(named);
      routed ||= key.startsWith(`routers/bai_router_${circuit}/`);
    }
    const sessions = [...new Set([...withUrl, ...withWeight])].sort();
    return { routed, sessions: sessions.map((s) => described(s, withUrl.has(s), withWeight.has(s))) };
  }

  backends(circuit: string): ReadonlyMap<string, Backend> {
    const backends = new Map<string, Backend>();
    const entries = this.#store.entries();
    const add = (session: string, backend: Backend): void =>
      void backends.set(session, { ...backends.get(session), ...backend });
    for (const [key, value] of Object.entries(entries)) {
      const session = SESSION_KEY.exec(key);
      if (session?.[2] === circuit) add(session[1] as string, { url: value });
      const named = key.startsWith(servicePrefix(circuit)) ? SESSION_NAME.exec(value)?.[1] : undefined;
      if (named !== undefined) add(named, { weight: Number(entries[key.replace(/name$/, 'weight')]) });
    }
    return backends;
  }

  items(): Iterable<{ readonly key: string; readonly step: number }> {
    return this.#store.items();
  }

  ownerOf(key: string): string | undefined {
    return OWNER.exec(key)?.[1];
  }

  changedAt(circuit: string): number | undefined {
    return this.#store.changedAt((key) => this.ownerOf(key) === circuit);
  }
}
