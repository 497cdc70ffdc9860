import type { Strategy } from '../strategies/strategy.ts';
import type { Turn } from './turn.ts';

/** Runs of a strategy that are looked at without exception; then one in so many. */
const LOOKED_AT_FIRST = 6;
const LOOK_EVERY = 8;
/** What the latest run weighs, at least, in what a strategy is said to yield. */
const LATEST = 1 / 4;
/** What a new ordering is worth, where new orders of few events are worth 1: where hardly two runs are alike, nothing. */
const ORDERING = 1 / 5;
/** No strategy gets less than that part of its weight: what it finds, all the others may miss. */
const LEAST = 0.05;

/** What is to have a share. */
interface Entrant {
  readonly strategy: string;
  readonly turn: Turn;
  readonly weight: number;
  readonly early?: Strategy['early'];
}

/** A strategy that has a share in an exploration. */
class Contender {
  readonly strategy: string;
  readonly turn: Turn;
  readonly #weight: number;
  readonly #early: Strategy['early'];
  /** When it goes next: whoever has the smallest does, and is put back by the inverse of its share. */
  due: number;
  #runs = 0;
  /** Of its latest runs: which part showed a new ordering, and how new the orders of few events were, from 0 to 1. */
  #fresh = 1;
  #novelty = 1;
  appeal = 1;

  constructor({ strategy, turn, weight, early }: Entrant, due: number) {
    this.strategy = strategy;
    this.turn = turn;
    this.#weight = weight;
    this.#early = early;
    this.due = due;
  }

  /** For its latest run. */
  get weight(): number {
    const early = this.#early;
    return early !== undefined && this.#runs <= early.runs ? early.weight : this.#weight;
  }

  note(isFresh: boolean, novelty: () => number): void {
    this.#runs += 1;
    const latest = Math.max(LATEST, 1 / (this.#runs + 1));
    this.#fresh += latest * ((isFresh ? 1 : 0) - this.#fresh);
    if (this.#runs <= LOOKED_AT_FIRST || this.#runs % LOOK_EVERY === 0) {
      this.#novelty += latest * ((isFresh ? novelty() : 0) - this.#novelty);
    }
    const shown = (ORDERING * this.#fresh + this.#novelty) / (ORDERING + 1);
    // Half of that is a sixteenth of the share. Not by `**`, whose last digit is the machine's business.
    this.appeal = shown * shown * (shown * shown);
  }
}

/**
 * Which strategy goes next: shares follow what the runs of each showed that was new. It depends on nothing but those
 * runs, and no run depends on it: a seed names the same run wherever it stands in an exploration.
 */
export class Shares {
  readonly #contenders: Contender[];
  #going: Contender | undefined;

  /** @param entrants in their order at the beginning, when each share is as its weight says */
  constructor(entrants: readonly Entrant[]) {
    this.#contenders = entrants.map((entrant, place) => new Contender(entrant, place / entrants.length));
  }

  /** Makes one run; false when every strategy has come to its end. */
  next(): boolean {
    for (;;) {
      const going = this.#first();
      this.#going = going;
      if (going === undefined) return false;
      if (going.turn.next()) {
        going.due += 1 / (going.weight * Math.max(LEAST, going.appeal / this.#greatestAppeal()));
        return true;
      }
      this.#contenders.splice(this.#contenders.indexOf(going), 1);
    }
  }

  /**
   * Told of each run.
   * @param isFresh whether no run showed its ordering before
   * @param novelty see `Subsequences`; asked for now and then
   */
  note(strategy: string, isFresh: boolean, novelty: () => number): void {
    if (this.#going?.strategy === strategy) this.#going.note(isFresh, novelty);
  }

  #first(): Contender | undefined {
    let first: Contender | undefined;
    for (const one of this.#contenders) if (first === undefined || one.due < first.due) first = one;
    return first;
  }

  #greatestAppeal(): number {
    let greatest = Number.MIN_VALUE;
    for (const { appeal } of this.#contenders) if (appeal > greatest) greatest = appeal;
    return greatest;
  }
}
