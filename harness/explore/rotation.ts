import type { Turn } from './turn.ts';

/** Several strategies that take turns. */
export class Rotation implements Turn {
  readonly #turns: Turn[];
  #at = 0;

  constructor(turns: Turn[]) {
    this.#turns = turns;
  }

  next(): boolean {
    while (this.#turns.length > 0) {
      if (this.#at >= this.#turns.length) this.#at = 0;
      if ((this.#turns[this.#at] as Turn).next()) {
        this.#at += 1;
        return true;
      }
      this.#turns.splice(this.#at, 1);
    }
    return false;
  }
}
