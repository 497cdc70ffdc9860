import { Database, type DatabaseSession, type Sim } from 'heddle';
import type { Circuit, CircuitDatabase, CircuitSession, Route } from '../../systems/circuit-manager/index.ts';

export const CIRCUITS = 'circuits';

const ENDPOINTS = 'endpoints';

export interface Tables extends Record<string, object> {
  [CIRCUITS]: Circuit;
  /** By the id of the circuit that publishes it. */
  [ENDPOINTS]: { readonly id: string; readonly healthChecked: boolean };
}

/** The coordinator's database: serializable, as in the original; a session is one transaction. */
export function circuitDatabase(sim: Sim, circuits: readonly Circuit[]): Database<Tables> {
  const db = new Database<Tables>(sim, { isolation: 'serializable', transactions: 'one' });
  db.seed(CIRCUITS, Object.fromEntries(circuits.map((circuit) => [circuit.id, circuit])));
  db.seed(ENDPOINTS, Object.fromEntries(circuits.map(({ id }) => [id, { id, healthChecked: true }])));
  return db;
}

/** That database behind the coordinator's port. */
export function circuitPort(db: Database<Tables>): CircuitDatabase {
  return { begin: () => new Session(db.session()) };
}

class Session implements CircuitSession {
  readonly #session: DatabaseSession<Tables>;

  constructor(session: DatabaseSession<Tables>) {
    this.#session = session;
  }

  async readCircuit(id: string): Promise<Circuit | null> {
    return (await this.#session.get(CIRCUITS, id)) ?? null;
  }

  async readHealthyRoutes(id: string): Promise<string[]> {
    const row = await this.#session.get(CIRCUITS, id);
    return (row?.routes ?? []).filter(({ healthy }) => healthy).map(({ session }) => session);
  }

  async readEndpoint(id: string): Promise<boolean> {
    return (await this.#session.get(ENDPOINTS, id))?.healthChecked ?? false;
  }

  setHealth(id: string, name: string, healthy: boolean): Promise<void> {
    return this.#session.update(CIRCUITS, id, (row) => ({
      ...row,
      routes: row.routes.map((route) => (route.session === name ? { ...route, healthy } : route)),
    }));
  }

  setRoutes(id: string, routes: readonly Route[]): Promise<void> {
    return this.#session.update(CIRCUITS, id, (row) => ({ ...row, routes }));
  }

  deleteCircuit(id: string): Promise<void> {
    return this.#session.delete(CIRCUITS, id);
  }

  commit(): Promise<void> {
    return this.#session.commit();
  }

  rollback(): Promise<void> {
    return this.#session.rollback();
  }

  close(): void {
    this.#session.close();
  }
}
