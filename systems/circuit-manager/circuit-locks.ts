import { Mutex } from '../primitives/mutex.ts';

/** A lock per circuit, made when it is first asked for. */
export class CircuitLocks {
  readonly #locks = new Map<string, Mutex>();

  of(circuit: string): Mutex {
    let lock = this.#locks.get(circuit);
    if (lock === undefined) {
      lock = new Mutex(`circuit(${circuit})`);
      this.#locks.set(circuit, lock);
    }
    return lock;
  }

  /** Forgets the lock; who waits for it or holds it still has it. */
  remove(circuit: string): void {
    this.#locks.delete(circuit);
  }

  /** Which circuits have one. */
  circuits(): readonly string[] {
    return [...this.#locks.keys()];
  }
}
