import { HashTable } from './hash-table.ts';

/** Hashes that are kept at most. */
const KEPT_MAX = 8_192;

/**
 * Counts, among random samples, the orderings that were seen exactly once, in bounded memory ([adaptive-sampling]).
 * [good-turing]: their share of all samples estimates the chance that
 * the next sample shows an ordering that none has shown.
 */
export class SampleCounter {
  readonly #kept = new HashTable();
  #stride = 1;
  #singles = 0;
  #samples = 0;

  add(hash: number): void {
    this.#samples += 1;
    if (this.#stride > 1 && hash % this.#stride !== 0) return;
    const before = this.#kept.add(hash);
    if (before === 1) this.#singles -= 1;
    if (before > 0) return;
    this.#singles += 1;
    if (this.#kept.size > KEPT_MAX) this.#thin();
  }

  /** 0 to 1; 1 before the first sample. */
  get newOrderingChance(): number {
    return this.#samples === 0 ? 1 : Math.min(1, (this.#singles * this.#stride) / this.#samples);
  }

  #thin(): void {
    this.#stride *= 2;
    this.#kept.keepMultiplesOf(this.#stride);
    this.#singles = this.#kept.singles;
  }
}
