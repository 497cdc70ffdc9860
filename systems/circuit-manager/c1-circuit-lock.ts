import { type Scope, uncancellable } from '../primitives/task.ts';
import { CircuitLocks } from './circuit-locks.ts';
import { CoordinatorManager } from './manager.ts';
import type { Circuit, Route } from './ports.ts';

/** C1: a lock per circuit around an update and around an unload, removed from the table after the unload. */
export class CircuitLockManager extends CoordinatorManager {
  protected readonly locks = new CircuitLocks();

  kept(): Readonly<Record<string, readonly string[]>> {
    return { locks: this.locks.circuits() };
  }

  async updateRoutes(
    circuit: Circuit,
    oldRoutes: readonly Route[],
    scope: Scope = uncancellable,
  ): Promise<void> {
    await this.locks.of(circuit.id).run(() => this.proxy.update(circuit, oldRoutes, scope), scope);
  }

  async unload(circuits: readonly Circuit[], scope: Scope = uncancellable): Promise<void> {
    for (const circuit of circuits) {
      await this.locks.of(circuit.id).run(() => this.proxy.unload(circuit, scope), scope);
      this.locks.remove(circuit.id);
    }
  }
}
