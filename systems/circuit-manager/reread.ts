import type { Scope } from '../primitives/task.ts';
import type { Circuit, CircuitDatabase } from './ports.ts';

/** The circuit as committed, read in one session; null when its row is gone. */
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

/** Reads the circuit in two sessions, hence from two snapshots: the health may be younger than the routes. */
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
  if (row === null) return null;
  const forHealth = database.begin();
  try {
    return withHealth(row, await scope.wait(forHealth.readHealthyRoutes(circuit)));
  } finally {
    forHealth.close();
  }
}

function withHealth(circuit: Circuit, healthy: readonly string[]): Circuit {
  return {
    ...circuit,
    routes: circuit.routes.map((route) => ({ ...route, healthy: healthy.includes(route.session) })),
  };
}
