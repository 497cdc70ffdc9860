import type { CounterFamily, CounterStore, Counts } from '../ports.ts';

/** Counters in this process's memory. */
export class MemoryCounterStore implements CounterStore {
  readonly #families: Readonly<Record<CounterFamily, Map<string, number>>> = {
    usage: new Map(),
    tokens: new Map(),
  };

  async load(family: CounterFamily, key: string): Promise<number> {
    return this.#families[family].get(key) ?? 0;
  }

  async save(family: CounterFamily, key: string, value: number): Promise<void> {
    if (value === 0) this.#families[family].delete(key);
    else this.#families[family].set(key, value);
  }

  async loadAll(family: CounterFamily): Promise<Counts> {
    return this.all(family);
  }

  all(family: CounterFamily): Counts {
    return Object.fromEntries(this.#families[family]);
  }
}
