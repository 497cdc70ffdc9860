import { keyOf } from '../model-router.ts';
import type { CountsRow, TokenUsage } from '../ports.ts';

/** Sums of token usages, one row per endpoint and model. */
export class TokenSums implements Iterable<CountsRow> {
  readonly #rows = new Map<string, CountsRow>();

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  add({ endpoint, model, promptTokens, completionTokens }: TokenUsage): void {
    const key = keyOf(endpoint, model);
    const sum = this.#rows.get(key);
    this.#rows.set(key, {
      endpoint,
      model,
      promptTokens: (sum?.promptTokens ?? 0) + promptTokens,
      completionTokens: (sum?.completionTokens ?? 0) + completionTokens,
    });
  }

  clear(): void {
    this.#rows.clear();
  }

  /** Live: a row that is added to after it was visited is not visited again. */
  [Symbol.iterator](): Iterator<CountsRow> {
    return this.#rows.values();
  }
}
