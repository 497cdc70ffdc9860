import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import type { DataRaces, MemoryAccess } from './data-races.ts';
import type { Latencies } from './latency.ts';
import { MemoryLock } from './memory-lock.ts';

/** Operations are named `<name>.<call>`, with the cell or lock as key: `memory.load(breakers)`. */
export type MemoryCall = 'load' | 'store' | 'loadOrStore' | 'lock' | 'unlock' | 'readLock' | 'readUnlock';

/** How shared memory is called, and how long an access may be put off. */
export interface SharedMemoryOptions {
  /** What its operations' names begin with. Default `memory`. */
  readonly name?: string;
  /** Default: 0 to 10 ms each: a thread may be pre-empted for a time slice before each access. */
  readonly latencyMs?: Latencies<MemoryCall>;
  /** Told of each access, for `noDataRace`. Default: nobody is told. */
  readonly races?: DataRaces;
}

/** The name of a cell that holds a `T`. */
export type CellKey<T> = string & { readonly holds?: T };

/**
 * Memory that pre-emptible threads share. Each access is one atomic event; anything may happen before and after it. A
 * cell that nobody wrote holds nothing. Values are JSON values, never changed in place. A crash clears it all. Plain and
 * atomic accesses do the same here; only a race detector (`races`) tells them apart.
 */
export class SharedMemory {
  readonly #sim: Sim;
  readonly #options: SharedMemoryOptions;
  readonly #name: string;
  readonly #cells = new Map<string, unknown>();
  readonly #locks = new Map<string, MemoryLock>();
  readonly #operations: Partial<Record<MemoryCall, Operation>> = {};

  constructor(sim: Sim, options: SharedMemoryOptions = {}) {
    this.#sim = sim;
    this.#options = options;
    this.#name = options.name ?? 'memory';
    sim.onRestart(() => {
      this.#cells.clear();
      this.#locks.clear();
    });
    sim.watch(this.#name, () => Object.fromEntries(this.#cells));
  }

  /** Reads the cell; undefined where it holds nothing. */
  load<T>(key: CellKey<T>, access: MemoryAccess = 'plain'): Promise<T | undefined> {
    const over = this.#options.races?.begin(key, 'load', access);
    return ended(
      this.#operation('load').call(key, () => this.peek(key)),
      over,
    );
  }

  /** Writes the cell; undefined empties it. */
  store<T>(key: CellKey<T>, value: T | undefined, access: MemoryAccess = 'plain'): Promise<void> {
    const over = this.#options.races?.begin(key, 'store', access);
    return ended(
      this.#operation('store').call(key, () => this.poke(key, value), { args: value }),
      over,
    );
  }

  /** Stores `value` if the cell holds nothing, and returns what it holds then: atomic. */
  loadOrStore<T>(key: CellKey<T>, value: T): Promise<T> {
    const effect = (): T => {
      const held = this.peek(key);
      if (held !== undefined) return held;
      this.poke(key, value);
      return value;
    };
    const over = this.#options.races?.begin(key, 'store', 'atomic');
    return ended(this.#operation('loadOrStore').call(key, effect, { args: value }), over);
  }

  /** Takes the lock of that name alone; not re-entrant. */
  lock(name: string): Promise<void> {
    return this.#take('lock', name, true);
  }

  /** Gives back a lock that was taken with `lock`. */
  unlock(name: string): Promise<void> {
    return this.#operation('unlock').call(name, () => this.#lockOf(name).release(true));
  }

  /** Takes the lock of that name together with other readers. */
  readLock(name: string): Promise<void> {
    return this.#take('readLock', name, false);
  }

  /** Gives back a lock that was taken with `readLock`. */
  readUnlock(name: string): Promise<void> {
    return this.#operation('readUnlock').call(name, () => this.#lockOf(name).release(false));
  }

  /** What the cell holds now. Synchronous, for oracles. */
  peek<T>(key: CellKey<T>): T | undefined {
    recording.to?.read(this.#name, key);
    return this.#cells.get(key) as T | undefined;
  }

  /** Writes the cell at once, for set-up. */
  poke<T>(key: CellKey<T>, value: T | undefined): void {
    recording.to?.write(this.#name, key);
    this.#cells.set(key, value);
    this.#sim.changed();
  }

  #take(call: 'lock' | 'readLock', name: string, exclusive: boolean): Promise<void> {
    return this.#operation(call).call<unknown>(name, () =>
      this.#lockOf(name).take(exclusive),
    ) as Promise<void>;
  }

  #lockOf(name: string): MemoryLock {
    recording.to?.write(`${this.#name} locks`, name);
    let lock = this.#locks.get(name);
    if (lock === undefined) {
      lock = new MemoryLock();
      this.#locks.set(name, lock);
    }
    return lock;
  }

  #operation(call: MemoryCall): Operation {
    return (this.#operations[call] ??= this.#sim.operation(`${this.#name}.${call}`, {
      latencyMs: this.#options.latencyMs?.[call] ?? [0, 10],
    }));
  }
}

/** The call itself; `over` is called once it has settled. */
function ended<T>(call: Promise<T>, over: (() => void) | undefined): Promise<T> {
  if (over !== undefined) call.then(over, over);
  return call;
}
