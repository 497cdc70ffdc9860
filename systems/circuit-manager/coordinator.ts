import { type Scope, uncancellable } from '../primitives/task.ts';
import type { CircuitManager } from './manager.ts';
import type { Circuit, CircuitDatabase, CircuitSession, Route } from './ports.ts';

/** Those who call a manager: each owns the transaction in which the circuit changes. */
export interface Coordinator {
  readonly database: CircuitDatabase;
  readonly manager: CircuitManager;
}

/** D1: unloads the circuit, deletes its row and commits, all inside the transaction. No effect if it is gone. */
export async function deleteInsideTransaction(
  { database, manager }: Coordinator,
  id: string,
  scope: Scope = uncancellable,
): Promise<void> {
  await inTransaction(database, scope, async (session) => {
    const circuit = await scope.wait(session.readCircuit(id));
    if (circuit === null) return;
    await manager.unload([circuit], scope);
    await scope.wait(session.deleteCircuit(id));
    await manager.commit(session, [id], scope);
  });
}

/** D2: deletes the circuit's row, commits, then unloads it. No effect if it is gone. */
export async function deleteThenUnload(
  { database, manager }: Coordinator,
  id: string,
  scope: Scope = uncancellable,
): Promise<void> {
  let deleted: Circuit | null = null;
  await inTransaction(database, scope, async (session) => {
    deleted = await scope.wait(session.readCircuit(id));
    if (deleted === null) return;
    await scope.wait(session.deleteCircuit(id));
    await manager.commit(session, [id], scope);
  });
  if (deleted !== null) await manager.unload([deleted], scope);
}

/**
 * The health checker: writes what it found into a transaction, propagates it, then commits. It does so at every check,
 * whether or not anybody's health has changed.
 */
export async function recordHealth(
  { database, manager }: Coordinator,
  id: string,
  health: Readonly<Record<string, boolean>>,
  scope: Scope = uncancellable,
): Promise<void> {
  await inTransaction(database, scope, async (session) => {
    const circuit = await scope.wait(session.readCircuit(id));
    if (circuit === null) return;
    const routes = circuit.routes.map((route) => ({
      ...route,
      healthy: health[route.session] ?? route.healthy,
    }));
    const checked = routes.filter((route) => route.session in health);
    if (checked.length === 0) return;
    for (const route of checked) await scope.wait(session.setHealth(id, route.session, route.healthy));
    await manager.propagate({ ...circuit, routes }, circuit.routes, scope);
    await manager.commit(session, [id], scope);
  });
}

/**
 * A route event, as when a service is scaled: replaces the circuit's routes, commits, then propagates. Sessions that
 * stay keep their health.
 */
export async function replaceRoutes(
  { database, manager }: Coordinator,
  id: string,
  newRoutes: readonly Route[],
  scope: Scope = uncancellable,
): Promise<void> {
  await inTransaction(database, scope, async (session) => {
    const circuit = await scope.wait(session.readCircuit(id));
    if (circuit === null) return;
    const known = new Map(circuit.routes.map((route) => [route.session, route.healthy]));
    const routes = newRoutes.map((route) => ({
      ...route,
      healthy: known.get(route.session) ?? route.healthy,
    }));
    await scope.wait(session.setRoutes(id, routes));
    await manager.commit(session, [id], scope);
    await manager.propagate({ ...circuit, routes }, circuit.routes, scope);
  });
}

const ATTEMPTS_MAX = 10;
const FIRST_RETRY_MS = 20;

/**
 * Runs `body`, which commits by itself; whatever it throws, a cancellation too, rolls the session back. When somebody
 * else has committed what the transaction stands on, it is run again, as a serializable database asks for.
 */
async function inTransaction(
  database: CircuitDatabase,
  scope: Scope,
  body: (session: CircuitSession) => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const session = database.begin();
    try {
      await body(session);
      return;
    } catch (error) {
      await scope.wait(session.rollback());
      if (!isSerializationFailure(error) || attempt === ATTEMPTS_MAX) throw error;
    } finally {
      session.close();
    }
    const retryMs = FIRST_RETRY_MS * 2 ** (attempt - 1);
    await scope.wait(new Promise((resolve) => setTimeout(resolve, retryMs)));
  }
}

function isSerializationFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'SerializationFailure';
}
