import { SampleCounter } from './sample-counter.ts';
import { strategies } from '../strategies/portfolio.ts';

/** What one strategy did. */
export class Tally {
  readonly strategy: string;
  /** What its samples tell; undefined for a strategy that does not sample. */
  readonly samples: SampleCounter | undefined;
  schedules = 0;
  /** Runs whose ordering no run of the exploration had shown before. */
  fresh = 0;
  failing = 0;
  /** Number of the first failing run, from 1. */
  firstFailure: number | undefined = undefined;
  /** The most that a picker reported. */
  chains = 0;

  constructor(strategy: string) {
    this.strategy = strategy;
    const samples = strategies.find(({ name }) => name === strategy)?.samples === true;
    this.samples = samples ? new SampleCounter() : undefined;
  }

  note(orderHash: number, isFresh: boolean): void {
    this.schedules += 1;
    if (isFresh) this.fresh += 1;
    this.samples?.add(orderHash);
  }

  noteChains(chains = 0): void {
    this.chains = Math.max(this.chains, chains);
  }

  noteFailure(): void {
    this.failing += 1;
    this.firstFailure ??= this.schedules;
  }
}

/** The tallies of an exploration, by strategy. */
export class Tallies extends Map<string, Tally> {
  #last: Tally | undefined;

  of(strategy: string): Tally {
    if (this.#last?.strategy === strategy) return this.#last;
    let tally = this.get(strategy);
    if (tally === undefined) this.set(strategy, (tally = new Tally(strategy)));
    this.#last = tally;
    return tally;
  }
}
