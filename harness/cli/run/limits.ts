import type { ScenarioResult } from '../../result.ts';

/**
 * Shares real time out among what is left to explore: who takes less than its share leaves more for the others. Each
 * gets something, so that none is passed over in silence.
 */
export class TimeShare {
  readonly #endsAtMs: number;
  readonly #now: () => number;
  readonly #given: number[] = [];
  #left: number;

  /** @param explorations how many will ask */
  constructor(limitMs: number, explorations: number, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#endsAtMs = now() + limitMs;
    this.#left = explorations;
  }

  /** Milliseconds for the next one, at least 1, if they are made one after the other. */
  next(): number {
    const ms = Math.max(1, Math.floor((this.#endsAtMs - this.#now()) / Math.max(1, this.#left)));
    this.#left -= 1;
    this.#given.push(ms);
    return ms;
  }

  /** Whether the result at this place of the list took all of its share; they begin in the order of the list. */
  usedUp(at: number, { timing }: Pick<ScenarioResult, 'timing'>): boolean {
    return timing.durationMs >= (this.#given[at] ?? Infinity);
  }
}

/**
 * The results up to and with the `most`-th that is not as expected, in the order of the list: the same for any number
 * of workers, although some of them had begun more. Undefined where there are fewer of these.
 */
export function upToFailure(
  results: readonly ScenarioResult[],
  most: number,
): readonly ScenarioResult[] | undefined {
  let failures = 0;
  const last = results.findIndex((result) => !result.asExpected && ++failures === most);
  return last < 0 ? undefined : results.slice(0, last + 1);
}
