import type { Scope } from '../primitives/task.ts';
import {
  circuitEntries,
  circuitPrefixes,
  serviceEntries,
  servicePrefix,
  sessionPrefix,
} from './circuit-keys.ts';
import type { Circuit, KeyValueStore, ProxyPort, Route, WorkerEvents } from './ports.ts';

/** Writes a circuit to the proxy, step by step, as the coordinator does it; nothing here locks. */
export interface Proxy {
  readonly kind: ProxyPort['kind'];
  load(circuits: readonly Circuit[], scope: Scope): Promise<void>;
  update(circuit: Circuit, oldRoutes: readonly Route[], scope: Scope): Promise<void>;
  unload(circuit: Circuit, scope: Scope): Promise<void>;
}

export class NoHealthyRoutes extends Error {
  override readonly name = 'NoHealthyRoutes';
  constructor(circuit: string) {
    super(
      `circuit ${circuit} has no healthy route, so there is no service to write; its keys stay as they are`,
    );
  }
}

export function proxyFor(port: ProxyPort): Proxy {
  return port.kind === 'etcd' ? new EtcdProxy(port.store) : new WorkerProxy(port.events);
}

const healthy = (circuit: Circuit): readonly Route[] => circuit.routes.filter((route) => route.healthy);

class EtcdProxy implements Proxy {
  readonly kind = 'etcd';
  readonly #store: KeyValueStore;

  constructor(store: KeyValueStore) {
    this.#store = store;
  }

  async load(circuits: readonly Circuit[], scope: Scope): Promise<void> {
    const entries = Object.assign({}, ...circuits.map(circuitEntries));
    await scope.wait(this.#store.putPrefix(entries));
  }

  async update(circuit: Circuit, oldRoutes: readonly Route[], scope: Scope): Promise<void> {
    const routes = healthy(circuit);
    if (routes.length === 0) throw new NoHealthyRoutes(circuit.id);
    for (const route of oldRoutes) {
      await scope.wait(this.#store.deletePrefix(sessionPrefix(circuit.id, route.session)));
    }
    await scope.wait(this.#store.deletePrefix(servicePrefix(circuit.id)));
    await scope.wait(this.#store.putPrefix(serviceEntries(circuit.id, routes)));
  }

  async unload(circuit: Circuit, scope: Scope): Promise<void> {
    const sessions = circuit.routes.map((route) => route.session);
    for (const prefix of circuitPrefixes(circuit.id, sessions)) {
      await scope.wait(this.#store.deletePrefix(prefix));
    }
  }
}

class WorkerProxy implements Proxy {
  readonly kind = 'worker';
  readonly #events: WorkerEvents;

  constructor(events: WorkerEvents) {
    this.#events = events;
  }

  async load(circuits: readonly Circuit[], scope: Scope): Promise<void> {
    for (const circuit of circuits) {
      const routes = healthy(circuit);
      await scope.wait(this.#events.publish({ type: 'circuit-created', circuit: circuit.id, routes }));
    }
  }

  async update(circuit: Circuit, _oldRoutes: readonly Route[], scope: Scope): Promise<void> {
    const routes = healthy(circuit);
    await scope.wait(this.#events.publish({ type: 'routes-updated', circuit: circuit.id, routes }));
  }

  async unload(circuit: Circuit, scope: Scope): Promise<void> {
    await scope.wait(this.#events.publish({ type: 'circuit-removed', circuit: circuit.id }));
  }
}
