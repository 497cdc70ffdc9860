import type { Random } from '../core/random.ts';

/** Draws tasks in proportion to the events that they have left. */
export class TaskWeights {
  readonly #random: Random;
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #left: number[] = [];
  #total = 0;

  /** @param counts events of each task, expected */
  constructor(counts: ReadonlyMap<string, number> | undefined, random: Random) {
    this.#random = random;
    counts?.forEach((count, name) => this.#add(name, count));
  }

  /** One event of the task has happened. */
  take(name: string): void {
    const number = this.#numbers.get(name) ?? this.#add(name, 0);
    if (this.#left[number] === 0) return;
    this.#left[number] = (this.#left[number] as number) - 1;
    this.#total -= 1;
  }

  /** Any task; undefined where none is expected to have an event left. */
  draw(): string | undefined {
    let at = this.#random.below(this.#total);
    for (let number = 0; number < this.#left.length; number++) {
      at -= this.#left[number] as number;
      if (at < 0) return this.#names[number];
    }
    return undefined;
  }

  /** One of those tasks. What has more events than expected is about to end, for all that is known. */
  drawOf(names: readonly string[]): string | undefined {
    const weights = names.map((name) => Math.max(1, this.#left[this.#numbers.get(name) ?? -1] ?? 0));
    let at = this.#random.below(weights.reduce((sum, weight) => sum + weight, 0));
    return names.find((_, i) => (at -= weights[i] as number) < 0);
  }

  #add(name: string, count: number): number {
    const number = this.#names.push(name) - 1;
    this.#numbers.set(name, number);
    this.#left.push(count);
    this.#total += count;
    return number;
  }
}
