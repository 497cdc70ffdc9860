import type { ScenarioResult } from '../../result.ts';

/** Puts results that come in any order back into that of the list. */
export class ResultList {
  readonly #results: (ScenarioResult | undefined)[] = [];
  readonly #tell: (result: ScenarioResult) => void;
  #told = 0;

  /** @param tell hears of each result once all before it are there */
  constructor(tell: (result: ScenarioResult) => void) {
    this.#tell = tell;
  }

  /** @param index in the list, from 0 */
  add(index: number, result: ScenarioResult): void {
    this.#results[index] = result;
    for (let next = this.#results[this.#told]; next !== undefined; next = this.#results[this.#told]) {
      this.#told += 1;
      this.#tell(next);
    }
  }

  /** The results that have come so far, in the order of the list. */
  get inOrder(): readonly ScenarioResult[] {
    return this.#results.filter((result) => result !== undefined);
  }
}
