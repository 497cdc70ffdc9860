import { type Scope, uncancellable } from '../primitives/task.ts';
import { CircuitLockManager } from './c1-circuit-lock.ts';
import type { Circuit, Route } from './ports.ts';
import { readInOneSession } from './reread.ts';

/**
 * C4, the end of [circuit-manager-pr]: as C1, the lock removed after the unload, and the health checker re-reads the
 * circuit, in one session, before it asks for the lock. With a worker instead of a store, unload takes no lock.
 */
export class RereadBeforeLockManager extends CircuitLockManager {
  override async unload(circuits: readonly Circuit[], scope: Scope = uncancellable): Promise<void> {
    if (this.proxy.kind === 'etcd') return super.unload(circuits, scope);
    for (const circuit of circuits) await this.proxy.unload(circuit, scope);
  }

  protected override async writeRoutes(
    circuit: Circuit,
    oldRoutes: readonly Route[],
    scope: Scope,
  ): Promise<void> {
    const fresh = await readInOneSession(this.database, circuit.id, scope);
    if (fresh !== null) await this.updateRoutes(fresh, oldRoutes, scope);
  }
}
