import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stamped, stepOf } from '../core/stamp.ts';

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
      this.highs.push(stamped('gauge', { value, step }));
    } else if (value < this.#lowest) {
      this.#lowest = value;
      this.lows.push(stamped('gauge', { value, step }));
    }
  }
}

/** Numbers by key over the time of a run, with their extremes: calls in flight, tasks inside, slots taken. */
export class Gauge {
  readonly #sim: Pick<Sim, 'step'>;
  readonly #levels = new Map<string, Level>();
  readonly #entered = recording.to?.nameFor('entered') ?? '';
  readonly #left = recording.to?.nameFor('left') ?? '';

  constructor(sim: Pick<Sim, 'step'>) {
    this.#sim = sim;
  }

  /** By key; a key that nobody touched is missing. */
  get levels(): ReadonlyMap<string, Level> {
    recording.to?.read(this.#entered);
    recording.to?.read(this.#left);
    return this.#levels;
  }

  /** One more is inside. */
  enter(key: string): void {
    // That two enter comes to the same in either order; who leaves in between makes a difference to the highest value.
    recording.to?.commute(this.#entered, key);
    recording.to?.read(this.#left, key);
    const level = this.#level(key);
    level.set(level.value + 1, stepOf(this.#sim));
  }

  /** One less is inside. */
  leave(key: string): void {
    recording.to?.commute(this.#left, key);
    recording.to?.read(this.#entered, key);
    const level = this.#level(key);
    level.set(level.value - 1, stepOf(this.#sim));
  }

  /** Sets the value itself. */
  set(key: string, value: number): void {
    recording.to?.write(this.#entered, key);
    recording.to?.write(this.#left, key);
    this.#level(key).set(value, stepOf(this.#sim));
  }

  /** Counts `call` from now until it settles. */
  during<T>(key: string, call: Promise<T>): Promise<T> {
    this.enter(key);
    const leave = (): void => this.leave(key);
    call.then(leave, leave);
    return call;
  }

  #level(key: string): Level {
    let level = this.#levels.get(key);
    if (level === undefined) {
      level = new Level();
      this.#levels.set(key, level);
    }
    return level;
  }
}
