import { randomFill } from 'node:crypto';
import type { Random } from '../core/random.ts';

export type IntCallback = (error: undefined, drawn: number) => void;

/** Node draws bytes for so many integers at once, and keeps them. */
const CACHED = 1024;

/**
 * When `crypto.randomInt` calls back: in a tick while there are bytes left, else when the thread pool has drawn more, for
 * all who wait. Node's own cache would be carried from run to run.
 */
class RandomInts {
  #left = 0;
  #waiting: (() => void)[] = [];

  /** @returns what was drawn, where nobody is to be called back */
  next(draw: () => number, callback: IntCallback | undefined): number | undefined {
    if (callback === undefined) {
      this.#left = (this.#left === 0 ? CACHED : this.#left) - 1;
      return draw();
    }
    if (this.#left > 0) {
      this.#left -= 1;
      process.nextTick(callback, undefined, draw());
    } else {
      this.#waiting.push(() => this.next(draw, callback));
      if (this.#waiting.length === 1) this.#refill();
    }
    return undefined;
  }

  #refill(): void {
    randomFill(new Uint8Array(1), () => {
      this.#left = CACHED;
      for (const waiting of this.#waiting.splice(0)) waiting();
    });
  }
}

const made = new WeakMap<Random, RandomInts>();

/** Those of the run that has this source. */
export function randomIntsOf(source: Random): RandomInts {
  let ints = made.get(source);
  if (ints === undefined) {
    ints = new RandomInts();
    made.set(source, ints);
  }
  return ints;
}
