import { HashTable } from './hash-table.ts';

/** Hashes that are kept at most; above, the count is an estimate with an error of about 0.5 %. */
export const DISTINCT_KEPT_MAX = 65_536;

/**
 * Counts distinct 53-bit hashes in bounded memory by [adaptive-sampling]: when too many are kept,
 * keep only those with one more low bit zero.
 */
export class DistinctCounter {
  readonly #kept = new HashTable();
  #stride = 1;

  /** Whether `hash` is seen for the first time; once the count is an estimate, of sampled hashes only. */
  add(hash: number): boolean {
    if (this.#stride > 1 && hash % this.#stride !== 0) return false;
    if (this.#kept.add(hash) > 0) return false;
    if (this.#kept.size > DISTINCT_KEPT_MAX) this.#thin();
    return true;
  }

  get count(): number {
    return this.#kept.size * this.#stride;
  }

  get isEstimate(): boolean {
    return this.#stride > 1;
  }

  #thin(): void {
    this.#stride *= 2;
    this.#kept.keepMultiplesOf(this.#stride);
  }
}
