import type { CheckResult, Sim } from 'heddle';
import type { BreakerVariant, CallRecord } from '../../systems/circuit-breaker/index.ts';
import { Gateway } from './gateway.ts';
import { noLostRecord } from './oracles.ts';
import type { WatchedMemory } from './watched-memory.ts';

/** Threads that record the end of a call each, and what is kept of it when all is quiet. */
export class Recorders {
  readonly #gateway: Gateway;
  readonly #capacity: number;
  readonly #made = new Map<string, CallRecord[]>();
  readonly #kept = new Map<string, readonly CallRecord[]>();
  #first: Promise<void> | undefined;
  #count = 0;

  /** @param capacity records kept per model; the list and the ring of errors keep as many as make it unavailable */
  constructor(sim: Sim, variant: BreakerVariant, variantId: string, capacity = 8) {
    this.#capacity = variantId === 'b0-one-error' ? 1 : capacity;
    this.#gateway = new Gateway(sim, variant, { errorThreshold: capacity, maxRecords: capacity });
    sim.task('reader', () => this.#read());
  }

  get memory(): WatchedMemory {
    return this.#gateway.memory;
  }

  /** Records before all that are added later. */
  first(model: string, status: number): void {
    this.#first = new Promise((resolve) => {
      this.#gateway.actor('first', () => this.#record(model, status).finally(resolve));
    });
  }

  add(model: string, status: number): void {
    this.#gateway.actor(`thread${this.#count + 1}`, async () => {
      await this.#first;
      await this.#record(model, status);
    });
    this.#count += 1;
  }

  checks(): CheckResult[] {
    return [...this.#made].map(([model, made]) =>
      noLostRecord(model, made, this.#kept.get(model) ?? [], this.#capacity),
    );
  }

  async #record(model: string, status: number): Promise<void> {
    const made = this.#made.get(model) ?? [];
    this.#made.set(model, made);
    // A time of its own is how a record is told from others.
    const at = [...this.#made.values()].flat().length + 1;
    made.push({ status, at });
    await this.#gateway.breaker.record(model, status, at);
  }

  async #read(): Promise<void> {
    await this.#gateway.quiet();
    for (const model of this.#made.keys()) this.#kept.set(model, await this.#gateway.breaker.records(model));
  }
}
