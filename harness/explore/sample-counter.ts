/** Hashes that are kept at most. */
const KEPT_MAX = 8_192;

/**
 * Counts, among random samples, the orderings that were seen exactly once, in bounded memory ([adaptive-sampling]).
 * [good-turing]: their share of all samples estimates the chance that
 * the next sample shows an ordering that none has shown.
 */
export class SampleCounter {
  readonly #once = new Map<number, boolean>();
  #stride = 1;
  #singles = 0;
  #samples = 0;

  add(hash: number): void {
    this.#samples += 1;
    if (this.#stride > 1 && hash % this.#stride !== 0) return;
    const once = this.#once.get(hash);
    if (once === undefined) {
      this.#once.set(hash, true);
      this.#singles += 1;
      if (this.#once.size > KEPT_MAX) this.#thin();
    } else if (once) {
      this.#once.set(hash, false);
      this.#singles -= 1;
    }
  }

  /** 0 to 1; 1 before the first sample. */
  get newOrderingChance(): number {
    return this.#samples === 0 ? 1 : Math.min(1, (this.#singles * this.#stride) / this.#samples);
  }

  #thin(): void {
    this.#stride *= 2;
    this.#singles = 0;
    for (const [hash, once] of this.#once) {
      if (hash % this.#stride !== 0) this.#once.delete(hash);
      else if (once) this.#singles += 1;
    }
  }
}
