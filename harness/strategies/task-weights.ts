import type { Random } from '../core/random.ts';
import type { TaskCounts } from './strategy.ts';

/** The number of no task. */
export const NOBODY = -1;

/** Draws tasks, by number, in proportion to the events that they have left. */
export class TaskWeights {
  readonly #random: Random;
  readonly #numbers: ReadonlyMap<string, number>;
  /** Of tasks that were not expected; most runs have none. */
  #others: Map<string, number> | undefined = undefined;
  readonly #left: number[];
  #total: number;

  /** @param expected events of each task */
  constructor(expected: TaskCounts, random: Random) {
    this.#random = random;
    this.#numbers = expected.numbers;
    this.#left = expected.counts.slice();
    this.#total = expected.total;
  }

  numberOf(name: string): number {
    return this.#numbers.get(name) ?? this.#others?.get(name) ?? this.#add(name);
  }

  #add(name: string): number {
    const number = this.#left.push(0) - 1;
    (this.#others ??= new Map<string, number>()).set(name, number);
    return number;
  }

  /** One event of the task has happened. */
  take(number: number): void {
    if (this.#left[number] === 0) return;
    this.#left[number] = (this.#left[number] as number) - 1;
    this.#total -= 1;
  }

  /** Any task; nobody where none is expected to have an event left. */
  draw(): number {
    const left = this.#left;
    let at = this.#random.below(this.#total);
    for (let number = 0; number < left.length; number++) {
      at -= left[number] as number;
      if (at < 0) return number;
    }
    return NOBODY;
  }

  /** One of those tasks. */
  drawOf(numbers: readonly number[]): number {
    let total = 0;
    for (const number of numbers) total += this.#weightOf(number);
    let at = this.#random.below(total);
    for (const number of numbers) {
      at -= this.#weightOf(number);
      if (at < 0) return number;
    }
    return NOBODY;
  }

  /** What has more events than expected is about to end, for all that is known. */
  #weightOf(number: number): number {
    return Math.max(1, this.#left[number] as number);
  }
}
