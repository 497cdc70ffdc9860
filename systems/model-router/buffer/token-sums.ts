import { ChangedDuringIteration } from '../errors.ts';
import type { CountsRow, TokenUsage } from '../ports.ts';

/** Sums of token usages, one row per endpoint and model. */
export class TokenSums implements Iterable<CountsRow> {
  readonly #endpoints = new Map<string, Map<string, CountsRow>>();

  get isEmpty(): boolean {
    return this.#endpoints.size === 0;
  }

  add({ endpoint, model, promptTokens, completionTokens }: TokenUsage): void {
    const models = this.#endpoints.get(endpoint) ?? new Map<string, CountsRow>();
    this.#endpoints.set(endpoint, models);
    const sum = models.get(model);
    models.set(model, {
      endpoint,
      model,
      promptTokens: (sum?.promptTokens ?? 0) + promptTokens,
      completionTokens: (sum?.completionTokens ?? 0) + completionTokens,
    });
  }

  clear(): void {
    this.#endpoints.clear();
  }

  /**
   * Live, as `counts.items()` in [nomyo-router], `update_batched_counts`: a row that is added to after it was visited is
   * not visited again, and where an endpoint is added meanwhile, or a model to the one that is visited, the next step
   * throws `ChangedDuringIteration`.
   */
  *[Symbol.iterator](): Iterator<CountsRow> {
    for (const models of unchanged(this.#endpoints)) yield* unchanged(models);
  }
}

function* unchanged<T>(entries: ReadonlyMap<string, T>): Generator<T, void> {
  const { size } = entries;
  for (const entry of entries.values()) {
    yield entry;
    if (entries.size !== size) throw new ChangedDuringIteration();
  }
}
