import type { Event } from '../core/event.ts';
import { Random } from '../core/random.ts';

/** Sets of events that are watched in each workload, and events in each: one bit for each pair of them. */
const SETS = 32;
const EVENTS = 5;
const PAIR_BITS = (EVENTS * (EVENTS - 1)) / 2;
/** Orders that are kept at most; from then on nothing counts as new. */
const KEPT_MAX = 50_000;

/**
 * Says how much of what a run did was new, where hardly two runs are alike: in which order the events of a few random
 * sets came. A bug of depth d is an order of d events [pct]: what shows many orders of few events may soon show the one
 * that matters.
 */
export class Subsequences {
  readonly #watches: (Watch | undefined)[] = [];
  readonly #kept = new Set<number>();

  /** The prompt run of a workload, of whose events some are watched from now on. */
  begin(workload: number, delivered: readonly Event[]): void {
    this.#watches[workload] = new Watch(workload, delivered);
    this.note(workload, delivered);
  }

  /** Which part of the watched sets came in an order that no run showed before, from 0 to 1. */
  note(workload: number, delivered: readonly Event[]): number {
    const kept = this.#kept;
    const before = kept.size;
    const watch = this.#watches[workload];
    if (watch === undefined || before >= KEPT_MAX) return 0;
    watch.follow(delivered);
    for (let set = 0; set < SETS; set++)
      kept.add(((workload * SETS + set) << PAIR_BITS) + watch.orderOf(set));
    return (kept.size - before) / SETS;
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
  readonly #steps: number[];

  constructor(workload: number, delivered: readonly Event[]) {
    const random = new Random(workload);
    delivered.forEach(({ task }, number) => this.#chainOf(task.name).numbers.push(number));
    this.#sets = Array.from({ length: SETS * EVENTS }, () => random.below(delivered.length));
    this.#steps = delivered.map(() => 0);
  }

  follow(delivered: readonly Event[]): void {
    this.#steps.fill(Infinity);
    for (const chain of this.#chains.values()) chain.came = 0;
    for (let step = 0; step < delivered.length; step++) {
      const chain = this.#chains.get((delivered[step] as Event).task.name);
      const number = chain?.numbers[chain.came++];
      if (number !== undefined) this.#steps[number] = step;
    }
  }

  /** A bit for each pair of the set: whether the second came before the first. */
  orderOf(set: number): number {
    const from = set * EVENTS;
    let bits = 0;
    for (let i = from; i < from + EVENTS; i++) {
      const step = this.#steps[this.#sets[i] as number] as number;
      for (let j = i + 1; j < from + EVENTS; j++) {
        bits = (bits << 1) | ((this.#steps[this.#sets[j] as number] as number) < step ? 1 : 0);
      }
    }
    return bits;
  }

  #chainOf(task: string): Chain {
    let chain = this.#chains.get(task);
    if (chain === undefined) this.#chains.set(task, (chain = { numbers: [], came: 0 }));
    return chain;
  }
}
