import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import type { Latencies } from './latency.ts';

/** Operations are named `<name>.<call>`, with the counter or family as key: `counters.load(gpt-4)`. */
export type CounterCall = 'load' | 'save' | 'loadAll';

/** How a counter store is called, and how long it takes. */
export interface CounterStoreOptions {
  /** What its operations' names begin with. Default `counters`. */
  readonly name?: string;
  /** Default: 1 to 10 ms each. */
  readonly latencyMs?: Latencies<CounterCall>;
}

/** Numbers by family and key that several processes share; a missing one is 0. It survives a crash. */
export class CounterStore {
  readonly #sim: Sim;
  readonly #options: CounterStoreOptions;
  readonly #name: string;
  readonly #families = new Map<string, Map<string, number>>();
  readonly #operations: Partial<Record<CounterCall, Operation>> = {};

  constructor(sim: Sim, options: CounterStoreOptions = {}) {
    this.#sim = sim;
    this.#options = options;
    this.#name = options.name ?? 'counters';
    sim.watch(this.#name, () =>
      Object.fromEntries([...this.#families.keys()].map((f) => [f, this.values(f)])),
    );
  }

  /** May be stale on arrival. */
  load(family: string, key: string): Promise<number> {
    return this.#operation('load').call(key, () => this.value(family, key), { args: family });
  }

  /** Sets one counter, whatever it was before. */
  save(family: string, key: string, value: number): Promise<void> {
    const effect = (): void => {
      recording.to?.write(this.#resource(family), key);
      this.#family(family).set(key, value);
      this.#sim.changed();
    };
    return this.#operation('save').call(key, effect, { args: { family, value } });
  }

  /** All counters of a family, taken at one moment. May be stale on arrival. */
  loadAll(family: string): Promise<Record<string, number>> {
    return this.#operation('loadAll').call(family, () => this.values(family));
  }

  /** Synchronous, for oracles. */
  value(family: string, key: string): number {
    recording.to?.read(this.#resource(family), key);
    return this.#families.get(family)?.get(key) ?? 0;
  }

  /** Synchronous, for oracles. */
  values(family: string): Record<string, number> {
    recording.to?.read(this.#resource(family));
    return Object.fromEntries(this.#families.get(family) ?? []);
  }

  #resource(family: string): string {
    return `${this.#name}.${family}`;
  }

  #family(name: string): Map<string, number> {
    let family = this.#families.get(name);
    if (family === undefined) {
      family = new Map();
      this.#families.set(name, family);
    }
    return family;
  }

  #operation(call: CounterCall): Operation {
    return (this.#operations[call] ??= this.#sim.operation(`${this.#name}.${call}`, {
      latencyMs: this.#options.latencyMs?.[call] ?? [1, 10],
      effect: call === 'save' ? 'delivery' : 'split',
    }));
  }
}
