import { Cancelled, type Scope } from '../primitives/task.ts';
import type { Circuit, CircuitDatabase } from './ports.ts';

/**
 * The circuit as committed, read in one session; null when its row is gone. (The endpoint is read in the same snapshot in
 * the original; here the second read is that of the health, which comes to the same.)
 */
export async function readInOneSession(
  database: CircuitDatabase,
  circuit: string,
  scope: Scope,
): Promise<Circuit | null> {
  const session = database.begin();
  try {
    const row = await scope.wait(session.readCircuit(circuit));
    if (row === null) return null;
    return withHealth(row, await scope.wait(session.readHealthyRoutes(circuit)));
  } finally {
    session.close();
  }
}

/**
 * Reads the circuit in one session and its endpoint in another, as `propagate_route_updates_to_workers` does between the
 * second commit of [circuit-manager-pr] and the one that merges "two separate readonly DB sessions into one".
 */
export async function readInTwoSessions(
  database: CircuitDatabase,
  circuit: string,
  scope: Scope,
): Promise<Circuit | null> {
  const forRow = database.begin();
  let row: Circuit | null;
  try {
    row = await scope.wait(forRow.readCircuit(circuit));
  } finally {
    forRow.close();
  }
  if (row !== null) await readEndpoint(database, circuit, scope);
  return row;
}

/**
 * Reads the circuit's endpoint in a session of its own. What it says goes into the log alone, a failure too ([backend-ai],
 * `health_checker.py`); but meanwhile anything may happen.
 */
export async function readEndpoint(database: CircuitDatabase, circuit: string, scope: Scope): Promise<void> {
  const session = database.begin();
  try {
    await scope.wait(session.readEndpoint(circuit));
  } catch (error) {
    if (error instanceof Cancelled) throw error;
  } finally {
    session.close();
  }
}

function withHealth(circuit: Circuit, healthy: readonly string[]): Circuit {
  return {
    ...circuit,
    routes: circuit.routes.map((route) => ({ ...route, healthy: healthy.includes(route.session) })),
  };
}
