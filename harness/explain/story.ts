/** What is told of a scenario in words; each absent where nobody wrote it. */
export interface ScenarioStory {
  /** The comment at the head of the scenario: what happens in it, and why that may go wrong. */
  readonly story?: string;
  /** The file of the scenario, relative to the package, with slashes. */
  readonly file?: string;
  /** By invariant: what it demands, one sentence. */
  readonly invariants?: Readonly<Record<string, string>>;
  /** By variant: what it is, and what it claims. */
  readonly variants?: Readonly<Record<string, string>>;
}
