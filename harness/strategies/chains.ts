import type { ChoicePoint } from '../core/picker.ts';

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
  readonly #drawPriority: () => number;
  count = 0;

  constructor(drawPriority: () => number) {
    this.#drawPriority = drawPriority;
  }

  /** Takes in what came into being since the last choice. */
  grow({ created, delivered }: Pick<ChoicePoint, 'created' | 'delivered'>): void {
    if (this.#causes.length === created.length) return;
    const cause = delivered.at(-1)?.sequence ?? -1;
    while (this.#causes.length < created.length) {
      // A cancellation is delivered as it comes into being: it comes from outside.
      this.#causes.push(cause < this.#causes.length ? cause : -1);
      this.#chains.push(this.#insert(this.#causes.length - 1));
    }
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
        const fresh = { priority: this.#drawPriority(), tail: event };
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
    below.unshift(...set.splice(at, 1));
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
