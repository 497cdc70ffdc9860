import { type CellKey, DataRaces, type MemoryAccess, SharedMemory, type Sim } from 'heddle';
import { watchModels } from './watch-models.ts';

export interface SecondBreaker {
  readonly model: string;
  readonly first: string;
  readonly second: string;
  readonly step: number;
}

const tableKey = /^table\((.*)\)$/;
const modelKey = /^(?:breaker|errors|table)\((.*)\)$/;

/** Shared memory that sees a second breaker take a first one's place, and who turns from the upstream to memory. */
export class WatchedMemory extends SharedMemory {
  /** The first time that it happened. */
  secondBreaker: SecondBreaker | undefined;
  readonly races: DataRaces;
  readonly #sim: Sim;
  readonly #onAccess: () => void;
  /** Of which something was kept. */
  readonly #models = new Set<string>();

  constructor(sim: Sim, onAccess: () => void) {
    const races = new DataRaces(sim);
    super(sim, { races });
    this.races = races;
    this.#sim = sim;
    this.#onAccess = onAccess;
    watchModels(sim, this, this.#models);
  }

  override load<T>(key: CellKey<T>, access?: MemoryAccess): Promise<T | undefined> {
    this.#onAccess();
    return super.load(key, access);
  }

  override store<T>(key: CellKey<T>, value: T | undefined, access?: MemoryAccess): Promise<void> {
    this.#onAccess();
    return super.store(key, value, access);
  }

  override lock(name: string): Promise<void> {
    this.#onAccess();
    return super.lock(name);
  }

  override readLock(name: string): Promise<void> {
    this.#onAccess();
    return super.readLock(name);
  }

  override poke<T>(key: CellKey<T>, value: T | undefined): void {
    const model = tableKey.exec(key)?.[1];
    const [first, second]: unknown[] = [this.peek(key), value];
    const replaced = typeof first === 'string' && typeof second === 'string' && first !== second;
    if (model !== undefined && replaced) {
      this.secondBreaker ??= { model, first, second, step: this.#sim.step };
    }
    const kept = modelKey.exec(key)?.[1];
    if (kept !== undefined) this.#models.add(kept);
    super.poke(key, value);
  }
}
