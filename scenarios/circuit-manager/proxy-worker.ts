import type { Latency, Sim } from 'heddle';
import type { Circuit, ProxyPort, Route, WorkerEvent } from '../../systems/circuit-manager/index.ts';
import type { Backend, ShownCircuit, SimulatedProxy } from './simulated-proxy.ts';

const ROUTES_OF = 'routes of ';

interface Entry {
  readonly routes: readonly Route[];
  readonly step: number;
}

const sessionsOf = (routes: readonly Route[]): readonly string[] => routes.map(({ session }) => session);

/**
 * The proxy worker of legacy mode, whose route table stands for the keys. As the original's, it ignores updates of
 * circuits that it does not know.
 */
export class ProxyWorker implements SimulatedProxy {
  readonly port: ProxyPort;
  readonly #sim: Sim;
  readonly #table = new Map<string, Entry>();
  readonly #versions = new Map<string, number>();
  readonly #changedAt = new Map<string, number>();

  constructor(sim: Sim, circuits: readonly Circuit[], latencyMs?: Latency) {
    this.#sim = sim;
    const operation = sim.operation('worker.publish', { ...(latencyMs && { latencyMs }) });
    const publish = (event: WorkerEvent): Promise<void> =>
      operation.call(`${event.type} ${event.circuit}`, () => this.#hear(event), { args: event });
    this.port = { kind: 'worker', events: { publish } };
    for (const { id, routes } of circuits) {
      this.#table.set(id, { routes: routes.filter(({ healthy }) => healthy), step: 0 });
    }
    sim.watch('worker', () =>
      Object.fromEntries([...this.#table].map(([id, entry]) => [id, sessionsOf(entry.routes)])),
    );
  }

  show(circuit: string): ShownCircuit {
    const entry = this.#table.get(circuit);
    return { routed: entry !== undefined, sessions: sessionsOf(entry?.routes ?? []) };
  }

  backends(circuit: string): ReadonlyMap<string, Backend> {
    const routes = this.#table.get(circuit)?.routes ?? [];
    return new Map(routes.map(({ session, url, weight }) => [session, { url, weight }]));
  }

  *items(): Iterable<{ readonly key: string; readonly step: number }> {
    for (const [circuit, { step }] of this.#table) yield { key: `${ROUTES_OF}${circuit}`, step };
  }

  ownerOf(key: string): string {
    return key.slice(ROUTES_OF.length);
  }

  changedAt(circuit: string): number | undefined {
    return this.#changedAt.get(circuit);
  }

  #hear(event: WorkerEvent): void {
    const { circuit, version } = event;
    if (version !== undefined) {
      if (version < (this.#versions.get(circuit) ?? 0)) return;
      this.#versions.set(circuit, version);
    }
    const { step } = this.#sim;
    if (event.type === 'circuit-removed') this.#table.delete(circuit);
    else if (event.type === 'circuit-created' || this.#table.has(circuit)) {
      this.#table.set(circuit, { routes: event.routes, step });
    } else return;
    this.#changedAt.set(circuit, step);
    this.#sim.changed();
  }
}
