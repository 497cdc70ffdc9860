import type { Event } from '../core/event.ts';
import { Random } from '../core/random.ts';

/** Sets of events that are watched in each workload, and events in each: one bit for each pair of them. */
const SETS = 32;
const EVENTS = 5;
const PAIR_BITS = (EVENTS * (EVENTS - 1)) / 2;
/** A bit for each order of a set. */
const ORDER_WORDS = 2 ** PAIR_BITS / 32;
/** The step of what does not come. */
const NEVER = 0x7fff_ffff;
/** Orders that are kept at most; from then on nothing counts as new. */
const KEPT_MAX = 50_000;

/**
 * Says how much of what a run did was new, where hardly two runs are alike: in which order the events of a few random
 * sets came. A bug of depth d is an order of d events [pct]: what shows many orders of few events may soon show the one
 * that matters.
 */
export class Subsequences {
  readonly #watches: (Watch | undefined)[] = [];
  #kept = 0;

  /** The prompt run of a workload, of whose events some are watched from now on. */
  begin(workload: number, delivered: readonly Event[]): void {
    this.#watches[workload] = new Watch(new Random(workload), delivered);
    this.note(workload, delivered);
  }

  /** Which part of the watched sets came in an order that no run showed before, from 0 to 1. */
  note(workload: number, delivered: readonly Event[]): number {
    const watch = this.#watches[workload];
    if (watch === undefined || this.#kept >= KEPT_MAX) return 0;
    const fresh = watch.note(delivered);
    this.#kept += fresh;
    return fresh / SETS;
  }
}

/** The events of one task, in order: which number each has, and how many of them the run had so far. */
interface Chain {
  readonly numbers: number[];
  came: number;
}

class Watch {
  /** An event is the n-th of its task: that holds in all runs. */
  readonly #chains = new Map<string, Chain>();
  /** Numbers of the events of each set, one set after the other. */
  readonly #sets: readonly number[];
  /** By number of the event: its step, or more than any where it did not come. */
  readonly #steps: Int32Array;
  readonly #seen = new Int32Array(SETS * ORDER_WORDS);

  constructor(random: Random, delivered: readonly Event[]) {
    delivered.forEach(({ task }, number) => this.#chainOf(task.name).numbers.push(number));
    this.#sets = Array.from({ length: SETS * EVENTS }, () => random.below(delivered.length));
    this.#steps = new Int32Array(delivered.length);
  }

  /** How many sets came in an order that no run showed before. */
  note(delivered: readonly Event[]): number {
    this.#follow(delivered);
    const seen = this.#seen;
    let fresh = 0;
    for (let set = 0; set < SETS; set++) {
      const order = this.#orderOf(set);
      const word = set * ORDER_WORDS + (order >> 5);
      const known = seen[word] as number;
      const bit = 1 << (order & 31);
      if ((known & bit) !== 0) continue;
      seen[word] = known | bit;
      fresh += 1;
    }
    return fresh;
  }

  #follow(delivered: readonly Event[]): void {
    this.#steps.fill(NEVER);
    for (const chain of this.#chains.values()) chain.came = 0;
    for (let step = 0; step < delivered.length; step++) {
      const chain = this.#chains.get((delivered[step] as Event).task.name);
      const number = chain?.numbers[chain.came++];
      if (number !== undefined) this.#steps[number] = step;
    }
  }

  /** A bit for each pair of the set: whether the second came before the first. Loops would cost three times as much. */
  #orderOf(set: number): number {
    const from = set * EVENTS;
    const sets = this.#sets;
    const steps = this.#steps;
    const a = steps[sets[from] as number] as number;
    const b = steps[sets[from + 1] as number] as number;
    const c = steps[sets[from + 2] as number] as number;
    const d = steps[sets[from + 3] as number] as number;
    const e = steps[sets[from + 4] as number] as number;
    const ofFirst = (b < a ? 8 : 0) | (c < a ? 4 : 0) | (d < a ? 2 : 0) | (e < a ? 1 : 0);
    const ofSecond = (c < b ? 4 : 0) | (d < b ? 2 : 0) | (e < b ? 1 : 0);
    const ofThird = (d < c ? 2 : 0) | (e < c ? 1 : 0);
    return (ofFirst << 6) | (ofSecond << 3) | (ofThird << 1) | (e < d ? 1 : 0);
  }

  #chainOf(task: string): Chain {
    let chain = this.#chains.get(task);
    if (chain === undefined) this.#chains.set(task, (chain = { numbers: [], came: 0 }));
    return chain;
  }
}
