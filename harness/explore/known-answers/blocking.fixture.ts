import type { Operation } from '../../core/operation.ts';
import type { Sim } from '../../core/sim.ts';
import { anyTime } from '../enumerate.fixture.ts';

/** Those who wait for something, first come, first served; whoever can go on does. */
class Waiters {
  readonly #waiting: { attempt: () => boolean; goOn: () => void }[] = [];

  /** Resolves once `attempt` says yes. */
  until(attempt: () => boolean): Promise<void> | undefined {
    if (attempt()) {
      this.changed();
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push({ attempt, goOn: resolve }));
  }

  changed(): void {
    for (let i = 0; i < this.#waiting.length; i++) {
      const waiter = this.#waiting[i];
      if (waiter?.attempt() !== true) continue;
      this.#waiting.splice(i, 1);
      waiter.goOn();
      i = -1;
    }
  }
}

/** Haskell's MVar: holds one value or none. Each access is an event; who finds it full or empty waits. */
export class MVar<T> {
  readonly #access: Operation;
  readonly #waiters = new Waiters();
  readonly #name: string;
  #held: { readonly value: T } | undefined;

  constructor(sim: Sim, name: string, ...initial: [] | [T]) {
    this.#access = sim.operation('mvar', anyTime);
    this.#name = name;
    if (initial.length === 1) this.#held = { value: initial[0] };
  }

  async put(value: T): Promise<void> {
    await this.#block('put', () => {
      if (this.#held !== undefined) return false;
      this.#held = { value };
      return true;
    });
  }

  async take(): Promise<T> {
    let taken: T | undefined;
    await this.#block('take', () => {
      if (this.#held === undefined) return false;
      taken = this.#held.value;
      this.#held = undefined;
      return true;
    });
    return taken as T;
  }

  async read(): Promise<T> {
    let seen: T | undefined;
    await this.#block('read', () => {
      seen = this.#held?.value;
      return this.#held !== undefined;
    });
    return seen as T;
  }

  async tryPut(value: T): Promise<void> {
    await this.#attempt('tryPut', () => {
      this.#held ??= { value };
    });
  }

  async tryTake(): Promise<void> {
    await this.#attempt('tryTake', () => {
      this.#held = undefined;
    });
  }

  async #attempt(what: string, change: () => void): Promise<void> {
    await this.#access.call(`${this.#name}.${what}`, () => {
      change();
      this.#waiters.changed();
    });
  }

  async #block(what: string, attempt: () => boolean): Promise<void> {
    await this.#access.call(`${this.#name}.${what}`, () => this.#waiters.until(attempt));
  }
}

/** Variables and locks that tasks share; each access is an event of its own. */
export class Shared {
  readonly #access: Operation;
  readonly #values: Record<string, number>;
  readonly #held = new Set<string>();
  readonly #waiters = new Waiters();

  constructor(sim: Sim, values: Record<string, number>) {
    this.#access = sim.operation('access', anyTime);
    this.#values = values;
  }

  read(name: string): Promise<number> {
    return this.#access.call(`read ${name}`, () => this.#values[name] ?? 0);
  }

  async write(name: string, value: number): Promise<void> {
    await this.#access.call(`write ${name}`, () => (this.#values[name] = value));
  }

  async lock(name: string): Promise<void> {
    await this.#access.call(`lock ${name}`, () =>
      this.#waiters.until(() => {
        if (this.#held.has(name)) return false;
        this.#held.add(name);
        return true;
      }),
    );
  }

  async unlock(name: string): Promise<void> {
    await this.#access.call(`unlock ${name}`, () => {
      this.#held.delete(name);
      this.#waiters.changed();
    });
  }

  /** What it holds, for the outcome. */
  peek(name: string): number {
    return this.#values[name] ?? 0;
  }
}

/** A buffer of one place that guards itself with one condition variable, of which each change wakes one waiter. */
export class OneConditionBuffer {
  readonly #access: Operation;
  readonly #waiting: (() => void)[] = [];
  #full = false;

  constructor(sim: Sim) {
    this.#access = sim.operation('buffer', anyTime);
  }

  async put(): Promise<void> {
    await this.#change('put', true);
  }

  async take(): Promise<void> {
    await this.#change('take', false);
  }

  async #change(what: string, full: boolean): Promise<void> {
    await this.#access.call(what, () => {});
    while (this.#full === full) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      await this.#access.call('wake', () => {});
    }
    this.#full = full;
    this.#waiting.shift()?.();
  }
}
