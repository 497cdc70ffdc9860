/** Places of an empty table. A power of two, as all sizes are. */
const SMALLEST = 256;

/**
 * Counts how often hashes came, up to twice: 53 bits each, by open addressing. A `Set` or `Map` of such numbers keeps each
 * in a box of its own, and asks the runtime for its hash: that costs five times as much.
 */
export class HashTable {
  /** 0 where nothing is; one more than the hash where it came once; the negative of that where it came again. */
  #places = new Float64Array(SMALLEST);
  /** Hashes that are kept. */
  size = 0;

  /** Takes one in. How often it came before: 0, 1, or 2 for more. */
  add(hash: number): 0 | 1 | 2 {
    const places = this.#places;
    const key = hash + 1;
    const at = placeOf(key, places);
    const there = places[at] as number;
    if (there < 0) return 2;
    if (there > 0) {
      places[at] = -key;
      return 1;
    }
    places[at] = key;
    this.size += 1;
    if (this.size * 2 > places.length) this.#rebuild(places.length * 2, 1);
    return 0;
  }

  /** Forgets all hashes that are no multiples of `stride`. */
  keepMultiplesOf(stride: number): void {
    this.#rebuild(this.#places.length, stride);
  }

  /** How many came exactly once. */
  get singles(): number {
    return this.#places.reduce((count, there) => (there > 0 ? count + 1 : count), 0);
  }

  #rebuild(length: number, stride: number): void {
    const before = this.#places;
    const places = new Float64Array(length);
    this.size = 0;
    for (const there of before) {
      const key = Math.abs(there);
      if (there === 0 || (key - 1) % stride !== 0) continue;
      places[placeOf(key, places)] = there;
      this.size += 1;
    }
    this.#places = places;
  }
}

/** Where the key is, or may be put. */
function placeOf(key: number, places: Float64Array): number {
  const mask = places.length - 1;
  // Those that are kept may be multiples of a large power of two.
  const mixed = Math.imul(key, 0x9e3779b1);
  let at = (mixed ^ (mixed >>> 15)) & mask;
  for (;;) {
    const there = places[at] as number;
    if (there === 0 || there === key || there === -key) return at;
    at = (at + 1) & mask;
  }
}
