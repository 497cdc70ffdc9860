import type { Random } from '../core/random.ts';
import type { TaskCounts } from './strategy.ts';

/** Draws tasks in proportion to the events that they have left. */
export class TaskWeights {
  readonly #random: Random;
  readonly #expected: TaskCounts;
  /** By number of the task. */
  readonly #left: number[];
  #total: number;

  /** @param expected events of each task */
  constructor(expected: TaskCounts, random: Random) {
    this.#random = random;
    this.#expected = expected;
    this.#left = expected.counts.slice();
    this.#total = expected.total;
  }

  /** One event of the task has happened. */
  take(name: string): void {
    const number = this.#expected.numbers.get(name);
    if (number === undefined || this.#left[number] === 0) return;
    this.#left[number] = (this.#left[number] as number) - 1;
    this.#total -= 1;
  }

  /** Any task; undefined where none is expected to have an event left. */
  draw(): string | undefined {
    const left = this.#left;
    let at = this.#random.below(this.#total);
    for (let number = 0; number < left.length; number++) {
      at -= left[number] as number;
      if (at < 0) return this.#expected.names[number];
    }
    return undefined;
  }

  /** One of those tasks. */
  drawOf(names: readonly string[]): string | undefined {
    let total = 0;
    for (const name of names) total += this.#weightOf(name);
    let at = this.#random.below(total);
    for (const name of names) {
      at -= this.#weightOf(name);
      if (at < 0) return name;
    }
    return undefined;
  }

  /** What has more events than expected is about to end, for all that is known. */
  #weightOf(name: string): number {
    const number = this.#expected.numbers.get(name);
    return number === undefined ? 1 : Math.max(1, this.#left[number] as number);
  }
}
