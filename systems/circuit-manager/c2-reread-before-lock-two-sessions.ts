import type { Scope } from '../primitives/task.ts';
import { CircuitLockManager } from './c1-circuit-lock.ts';
import type { Circuit, Route } from './ports.ts';
import { readInTwoSessions } from './reread.ts';

/**
 * C2: as C1, and the health checker re-reads the circuit, and its endpoint in a second session, before it asks for the
 * lock.
 */
export class RereadTwoSessionsManager extends CircuitLockManager {
  protected override async writeRoutes(
    circuit: Circuit,
    oldRoutes: readonly Route[],
    scope: Scope,
  ): Promise<void> {
    const fresh = await readInTwoSessions(this.database, circuit.id, scope);
    if (fresh !== null) await this.updateRoutes(fresh, oldRoutes, scope);
  }
}
