import { type Scope, uncancellable } from '../primitives/task.ts';
import { CoordinatorManager } from './manager.ts';
import type { Circuit, Route } from './ports.ts';

/**
 * C0: every caller writes when it likes; the health checker writes the snapshot that it has in memory, and has read the
 * endpoint since ([backend-ai], `propagate_route_updates_to_workers` before the pull request).
 */
export class NoLockManager extends CoordinatorManager {
  async updateRoutes(
    circuit: Circuit,
    oldRoutes: readonly Route[],
    scope: Scope = uncancellable,
  ): Promise<void> {
    await this.proxy.update(circuit, oldRoutes, scope);
  }

  async unload(circuits: readonly Circuit[], scope: Scope = uncancellable): Promise<void> {
    for (const circuit of circuits) await this.proxy.unload(circuit, scope);
  }
}
