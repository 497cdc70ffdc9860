import type { StrategyFacts } from '../../../harness/result.ts';

/** An exploration while it runs: what the page of `heddle run --serve` asks for again and again. */
export interface LiveState {
  /** Verdicts that there will be. */
  readonly total: number;
  readonly finished: number;
  readonly unexpected: number;
  readonly elapsedMs: number;
  /** What was begun last. */
  readonly latest: string;
  /** Distinct orderings after so many schedules, of all that has come to its end. */
  readonly discovery: readonly (readonly [schedules: number, distinct: number])[];
  readonly strategies: readonly Pick<StrategyFacts, 'name' | 'schedules' | 'fresh' | 'failing'>[];
  /** How many failures were found. */
  readonly found: number;
  /** Of these the last, and of those that nobody expected all that fit, first. */
  readonly failures: readonly LiveFailure[];
}

export interface LiveFailure {
  readonly message: string;
  readonly place: string;
  readonly expected: boolean;
}
