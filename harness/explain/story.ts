import type { Expectation } from '../expectation.ts';

/** What is told of a scenario in words; each absent where nobody wrote it. */
export interface ScenarioStory {
  /** The comment at the head of the scenario: what happens in it, and why that may go wrong. */
  readonly story?: string;
  /** The file of the scenario, relative to the package, with slashes. */
  readonly file?: string;
  /** By invariant: what it demands, one sentence. */
  readonly invariants?: Readonly<Record<string, string>>;
  /** By variant: what it is, and what is claimed of it. */
  readonly variants?: Readonly<Record<string, VariantStory>>;
}

/** What is told of a variant in words; each absent where nobody wrote it. */
export interface VariantStory {
  /** What it is: the doc comment of what `systems/<system>/<variant>.ts` exports last. */
  readonly what?: string;
  /** What its source claims of it: the variant's `claim`. */
  readonly claim?: string;
  /** Where it comes from: the variant's `source`. */
  readonly source?: string;
  /** What the scenario's `claims` say, by invariant. */
  readonly claims?: Readonly<Record<string, InvariantClaim>>;
}

/** What is claimed of one invariant of a variant. */
export interface InvariantClaim {
  /** What is claimed. */
  readonly claimed: Expectation;
  /** Where; absent where the scenario does not say. */
  readonly source?: string;
}
