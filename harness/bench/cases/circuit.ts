import type { Call, World } from './case.ts';
import { Mutex } from './mutex.ts';

/** The keys of circuits at the proxy, the rows that own them, and a lock for each circuit while it is in use. */
export class Circuits {
  readonly rows = new Set<string>();
  readonly keys = new Map<string, string>();
  readonly #locks = new Map<string, Mutex>();
  readonly #deleteKeys: Call;
  readonly #putKeys: Call;

  constructor(world: World) {
    this.#deleteKeys = world.operation('etcd.delete');
    this.#putKeys = world.operation('etcd.put');
  }

  /** Writes what the snapshot says. */
  update(circuit: string, snapshot: string): Promise<void> {
    return this.#lock(circuit).run(async () => {
      await this.#deleteKeys(`services/${circuit}`, () => this.keys.delete(`services/${circuit}`));
      await this.#putKeys(circuit, () => {
        this.keys.set(`routers/${circuit}`, snapshot);
        this.keys.set(`services/${circuit}`, snapshot);
      });
    });
  }

  async unload(circuit: string): Promise<void> {
    await this.#lock(circuit).run(async () => {
      for (const key of [`routers/${circuit}`, `services/${circuit}`]) {
        await this.#deleteKeys(key, () => this.keys.delete(key));
      }
    });
    this.#locks.delete(circuit);
  }

  /** What is wrong once all is quiet: keys that nobody owns. */
  resurrected(): string | undefined {
    const orphans = [...this.keys.keys()].filter((key) => !this.rows.has(key.slice(key.indexOf('/') + 1)));
    return orphans.length === 0 ? undefined : `keys of a deleted circuit exist: ${orphans.join(', ')}`;
  }

  #lock(circuit: string): Mutex {
    let lock = this.#locks.get(circuit);
    if (lock === undefined) {
      lock = new Mutex();
      this.#locks.set(circuit, lock);
    }
    return lock;
  }
}
