import { type Scope, uncancellable } from '../primitives/task.ts';
import { RereadBeforeLockManager } from './c4-reread-before-lock.ts';
import type { Circuit, Route } from './ports.ts';

/** C3: re-reads as C4 does; keeps the lock after an unload, and a tombstone that makes later updates return. */
export class TombstoneManager extends RereadBeforeLockManager {
  readonly #unloaded = new Set<string>();

  override kept(): Readonly<Record<string, readonly string[]>> {
    return { ...super.kept(), tombstones: [...this.#unloaded] };
  }

  override async updateRoutes(
    circuit: Circuit,
    oldRoutes: readonly Route[],
    scope: Scope = uncancellable,
  ): Promise<void> {
    await this.locks.of(circuit.id).run(async () => {
      if (this.#unloaded.has(circuit.id)) return;
      await this.proxy.update(circuit, oldRoutes, scope);
    }, scope);
  }

  override async unload(circuits: readonly Circuit[], scope: Scope = uncancellable): Promise<void> {
    for (const circuit of circuits) {
      await this.locks.of(circuit.id).run(async () => {
        await this.proxy.unload(circuit, scope);
        this.#unloaded.add(circuit.id);
      }, scope);
    }
  }
}
