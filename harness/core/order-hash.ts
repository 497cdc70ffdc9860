/** A 53-bit fingerprint of the order of events; equal orders of equal workloads have equal ones. */
export class OrderHash {
  // From the first as integers of 32 bits: V8 keeps larger ones in boxes.
  #high = 0x811c9dc5 | 0;
  #low = 0x9e3779b1 | 0;

  /** The next delivery. */
  add(code: number): void {
    this.#high = Math.imul(this.#high ^ code, 0x01000193);
    this.#low = Math.imul((this.#low ^ (this.#low >>> 15)) + code, 0x85ebca77);
  }

  /** What the order of events alone does not tell. */
  mark(salt: number): void {
    this.#high ^= salt;
    this.#low ^= salt;
  }

  copy(): OrderHash {
    const copy = new OrderHash();
    copy.#high = this.#high;
    copy.#low = this.#low;
    return copy;
  }

  of(workload: number): number {
    return ((this.#high ^ Math.imul(workload, 0x9e3779b1)) >>> 0) * 0x20_0000 + (this.#low >>> 11);
  }
}
