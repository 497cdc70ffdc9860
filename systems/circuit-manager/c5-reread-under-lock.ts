import { type Scope, uncancellable } from '../primitives/task.ts';
import { CircuitLockManager } from './c1-circuit-lock.ts';
import type { Circuit, Route } from './ports.ts';
import { readInOneSession } from './reread.ts';

/** C5: the health checker locks, re-reads and writes under one lock; unload swallows errors and always removes the lock. */
export class RereadUnderLockManager extends CircuitLockManager {
  override async unload(circuits: readonly Circuit[], scope: Scope = uncancellable): Promise<void> {
    for (const circuit of circuits) {
      try {
        await this.swallowing(circuit.id, () =>
          this.locks.of(circuit.id).run(() => this.proxy.unload(circuit, scope), scope),
        );
      } finally {
        this.locks.remove(circuit.id);
      }
    }
  }

  protected override async writeRoutes(
    circuit: Circuit,
    oldRoutes: readonly Route[],
    scope: Scope,
  ): Promise<void> {
    await this.locks.of(circuit.id).run(async () => {
      const fresh = await readInOneSession(this.database, circuit.id, scope);
      if (fresh !== null) await this.proxy.update(fresh, oldRoutes, scope);
    }, scope);
  }
}
