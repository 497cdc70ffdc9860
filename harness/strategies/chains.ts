import type { ChoicePoint } from '../core/picker.ts';
import type { Random } from '../core/random.ts';

/** Events of which each is a cause of the next. */
export interface Chain {
  priority: number;
  /** Creation number of its last event. */
  tail: number;
}

/**
 * Partitions events into causally ordered chains as they come into being [chain-partition]: at most
 * w (w + 1) / 2 of them, where w is the width of the partial order. An event's cause is the delivery in whose step it
 * came into being.
 */
export class ChainPartition {
  /** The i-th set holds at most i + 1 chains. */
  readonly #sets: Chain[][] = [];
  /** By creation number: the creation number of its cause, or −1. */
  readonly #causes: number[] = [];
  readonly #chains: Chain[] = [];
  readonly #random: Pick<Random, 'unit'>;
  /** By creation number: of its chain. Of those in one chain only the last can be pending, and holds what is true now. */
  readonly priorities: number[] = [];
  count = 0;

  /** @param random gives each chain its priority */
  constructor(random: Pick<Random, 'unit'>) {
    this.#random = random;
  }

  /** Takes in what came into being since the last choice. */
  grow({ created, delivered }: Pick<ChoicePoint, 'created' | 'delivered'>): void {
    const causes = this.#causes;
    if (causes.length === created.length) return;
    const cause = delivered[delivered.length - 1]?.sequence ?? -1;
    for (let event = causes.length; event < created.length; event++) {
      // A cancellation is delivered as it comes into being: it comes from outside.
      causes.push(cause < event ? cause : -1);
      const chain = this.#insert(event);
      this.#chains.push(chain);
      this.priorities.push(chain.priority);
    }
  }

  /** Gives the chain of a pending event another priority. */
  change(event: number, priority: number): void {
    this.chainOf(event).priority = priority;
    this.priorities[event] = priority;
  }

  /** @param event creation number */
  chainOf(event: number): Chain {
    return this.#chains[event] as Chain;
  }

  #insert(event: number): Chain {
    for (let i = 0; ; i++) {
      const set = (this.#sets[i] ??= []);
      for (let at = 0; at < set.length; at++) {
        const chain = set[at] as Chain;
        if (!this.#precedes(chain.tail, event)) continue;
        chain.tail = event;
        if (i > 0) this.#swap(i, at);
        return chain;
      }
      if (set.length <= i) {
        const fresh = { priority: this.#random.unit(), tail: event };
        set.push(fresh);
        this.count += 1;
        return fresh;
      }
    }
  }

  /** The set whose chain at that place was appended to keeps it and takes over the set below, which takes what is left. */
  #swap(i: number, at: number): void {
    const set = this.#sets[i] as Chain[];
    const below = this.#sets[i - 1] as Chain[];
    moveToFront(below, set, at);
    this.#sets[i] = below;
    this.#sets[i - 1] = set;
  }

  /** Whether `earlier` is among the causes of `later`. A cause has the lower creation number. */
  #precedes(earlier: number, later: number): boolean {
    let cause = this.#causes[later] as number;
    while (cause > earlier) cause = this.#causes[cause] as number;
    return cause === earlier;
  }
}

/** In place, as it is done in most steps. */
function moveToFront(to: Chain[], from: Chain[], at: number): void {
  const chain = from[at] as Chain;
  for (let i = at + 1; i < from.length; i++) from[i - 1] = from[i] as Chain;
  from.pop();
  to.push(chain);
  for (let i = to.length - 1; i > 0; i--) to[i] = to[i - 1] as Chain;
  to[0] = chain;
}
