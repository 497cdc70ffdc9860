import type { Sim } from '../core/sim.ts';

/** A value and the step at which it was reached. */
export interface Extreme {
  /** What was reached. */
  readonly value: number;
  /** Deliveries so far. */
  readonly step: number;
}

/** What a gauge knows of one key. */
export class Level {
  /** How many there are now. */
  value = 0;
  /** New highest values in the order in which they were reached, above 0. */
  readonly highs: Extreme[] = [];
  /** New lowest values in the order in which they were reached, below 0. */
  readonly lows: Extreme[] = [];
  #highest = 0;
  #lowest = 0;

  /** It is `value` from `step` on. */
  set(value: number, step: number): void {
    this.value = value;
    if (value > this.#highest) {
      this.#highest = value;
      this.highs.push({ value, step });
    } else if (value < this.#lowest) {
      this.#lowest = value;
      this.lows.push({ value, step });
    }
  }
}

/** Numbers by key over the time of a run, with their extremes: calls in flight, tasks inside, slots taken. */
export class Gauge {
  /** By key; a key that nobody touched is missing. */
  readonly levels = new Map<string, Level>();
  readonly #sim: Pick<Sim, 'step'>;

  constructor(sim: Pick<Sim, 'step'>) {
    this.#sim = sim;
  }

  /** One more is inside. */
  enter(key: string): void {
    const level = this.#level(key);
    level.set(level.value + 1, this.#sim.step);
  }

  /** One less is inside. */
  leave(key: string): void {
    const level = this.#level(key);
    level.set(level.value - 1, this.#sim.step);
  }

  /** Sets the value itself. */
  set(key: string, value: number): void {
    this.#level(key).set(value, this.#sim.step);
  }

  /** Counts `call` from now until it settles. */
  during<T>(key: string, call: Promise<T>): Promise<T> {
    this.enter(key);
    const leave = (): void => this.leave(key);
    call.then(leave, leave);
    return call;
  }

  #level(key: string): Level {
    let level = this.levels.get(key);
    if (level === undefined) {
      level = new Level();
      this.levels.set(key, level);
    }
    return level;
  }
}
