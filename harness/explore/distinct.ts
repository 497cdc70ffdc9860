/** Hashes that are kept at most; above, the count is an estimate with an error of about 0.5 %. */
export const DISTINCT_KEPT_MAX = 65_536;

/**
 * Counts distinct 53-bit hashes in bounded memory by [adaptive-sampling]: when too many are kept,
 * keep only those with one more low bit zero.
 */
export class DistinctCounter {
  readonly #kept = new Set<number>();
  #stride = 1;

  /** Whether `hash` is seen for the first time; once the count is an estimate, of sampled hashes only. */
  add(hash: number): boolean {
    const kept = this.#kept;
    if (this.#stride > 1 && hash % this.#stride !== 0) return false;
    const before = kept.size;
    kept.add(hash);
    if (kept.size === before) return false;
    if (before >= DISTINCT_KEPT_MAX) this.#thin();
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
    for (const hash of this.#kept) if (hash % this.#stride !== 0) this.#kept.delete(hash);
  }
}
