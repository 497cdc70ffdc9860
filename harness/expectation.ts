/** What is expected of an invariant. */
export type Expectation = 'violated' | 'holds';

/** An expectation that somebody reasoned out, not one that records what was found. */
export interface ReasonedExpectation {
  /** What is expected. */
  readonly expected: Expectation;
  /** Why it must be so, one clause. */
  readonly because: string;
}

/** A claim, and where it is made. */
export interface SourcedClaim {
  /** What is claimed. */
  readonly claimed: Expectation;
  /** Which source, and the place in it: `batch-writer-pr, The bug`. */
  readonly source: string;
}

/**
 * What an expected violation rests on: a source that claims it, a reason that is written down, or nothing but that it
 * was seen.
 */
export type Basis = 'claimed' | 'reasoned' | 'observed';

/** What a scenario says of its variants and invariants. */
export interface Expectations {
  /** Where the expectation is not that the invariant holds, by variant, then invariant; with a reason if there is one. */
  readonly expect?: Readonly<Record<string, Readonly<Record<string, Expectation | ReasonedExpectation>>>>;
  /** What the source claims, by variant, then invariant; it may differ from what is expected. */
  readonly claims?: Readonly<Record<string, Readonly<Record<string, Expectation | SourcedClaim>>>>;
}

/** What is said of one invariant of one variant, as `heddle list --json` and `report.json` have it. */
export interface StatedExpectation {
  /** What the scenario expects. */
  readonly expected: Expectation;
  /** What an expected violation rests on; absent where the invariant is expected to hold. */
  readonly basis?: Basis;
  /** Of a reasoned one: why, one clause. */
  readonly because?: string;
  /** What the source claims; absent where it claims nothing. */
  readonly claimed?: Expectation;
  /** Where it is claimed; absent where the scenario does not say. */
  readonly source?: string;
}

/** What is expected and claimed of an invariant of a variant: that it holds, unless the scenario says otherwise. */
export function statedExpectation(
  { expect, claims }: Expectations,
  variant: string,
  invariant: string,
): StatedExpectation {
  const said = expect?.[variant]?.[invariant] ?? 'holds';
  const claim = claims?.[variant]?.[invariant];
  const expected = typeof said === 'string' ? said : said.expected;
  const claimed = typeof claim === 'object' ? claim.claimed : claim;
  const reasoned = typeof said === 'object';
  return {
    expected,
    ...(expected === 'violated' && { basis: basisOf(claimed === expected, reasoned) }),
    ...(reasoned && { because: said.because }),
    ...(claimed !== undefined && { claimed }),
    ...(typeof claim === 'object' && { source: claim.source }),
  };
}

/** What is expected of an invariant of a variant. */
export function expectationOf(scenario: Expectations, variant: string, invariant: string): Expectation {
  return statedExpectation(scenario, variant, invariant).expected;
}

function basisOf(isClaimed: boolean, isReasoned: boolean): Basis {
  if (isClaimed) return 'claimed';
  return isReasoned ? 'reasoned' : 'observed';
}

/**
 * Scenarios are loaded without a type checker.
 * @throws Error where an entry of `expect` or `claims` says nothing that could be expected
 */
export function checkExpectation(table: 'expect' | 'claims', said: unknown, of: string): void {
  const { expected, because, claimed, source } = Object(said) as Record<string, unknown>;
  const [outcome, words] = table === 'expect' ? [expected, because] : [claimed, source];
  const form = table === 'expect' ? "{ expected, because: '…' }" : "{ claimed, source: '…' }";
  if (isOutcome(said) || (isOutcome(outcome) && typeof words === 'string' && words !== '')) return;
  const found = typeof said === 'string' ? `"${said}"` : JSON.stringify(said);
  throw new Error(
    `${table === 'expect' ? 'expects' : 'claims'} ${found} of ${of}; expected: violated or holds, or ${form} with one of them.`,
  );
}

function isOutcome(value: unknown): boolean {
  return value === 'violated' || value === 'holds';
}
