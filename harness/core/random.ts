/** Numbers that are thrown away at the beginning: the first ones still show the seed. */
const WARM_UP = 12;

/** A seeded source of numbers: sfc32 [practrand], 128 bits of state. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number | string) {
    const hash = typeof seed === 'number' ? seed | 0 : hashString(seed);
    let a = hash;
    let b = Math.imul(hash, 0x9e3779b1) ^ 0x85ebca6b;
    let c = Math.imul(hash ^ 0xc2b2ae35, 0x27d4eb2f);
    // As `uint32` does, in local variables: each run of a random strategy makes a source of its own.
    for (; this.#counter <= WARM_UP; this.#counter++) {
      const sum = (a + b + this.#counter) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + sum) | 0;
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
  }

  /** 0 to 2³²−1. */
  uint32(): number {
    const b = this.#b;
    const c = this.#c;
    const counter = this.#counter;
    const sum = (this.#a + b + counter) | 0;
    this.#counter = (counter + 1) | 0;
    this.#a = b ^ (b >>> 9);
    this.#b = (c + (c << 3)) | 0;
    this.#c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 (included) to 1 (excluded), 32 bits. */
  unit(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** An integer from 0 to `limit` − 1. */
  below(limit: number): number {
    return Math.floor(this.unit() * limit);
  }
}

/** FNV-1a [fnv] over UTF-16 code units, 32 bits. */
export function hashString(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
