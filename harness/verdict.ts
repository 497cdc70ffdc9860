import type { Expectation } from './expectation.ts';

/** What is known of an invariant, or of a whole (scenario, variant), after an exploration. */
export type Verdict =
  | 'violated'
  /** Not violated in the schedules that ran. */
  | 'not-found'
  /** Not violated in any schedule of the stated space. */
  | 'exhausted'
  /** Runs were cut off before they ended, or no run checked it. */
  | 'unknown'
  /** Two executions of one schedule differed. */
  | 'nondeterministic'
  /** A run differed where no other had been made before it: state of modules outlives runs. */
  | 'leaks'
  /** A run made something real, that the scheduler does not hold. */
  | 'escaped'
  /** The harness or the scenario failed. */
  | 'error'
  | 'n/a';

/** A verdict that is the same for the whole exploration and for each invariant: it says that nothing was learnt. */
export type WholeVerdict = Extract<Verdict, 'nondeterministic' | 'leaks' | 'escaped' | 'error' | 'n/a'>;

/** In the order of legends. */
export const verdicts: readonly Verdict[] = [
  'violated',
  'not-found',
  'exhausted',
  'unknown',
  'nondeterministic',
  'leaks',
  'escaped',
  'error',
  'n/a',
];

/** In the order of what needs a reader first: an exploration that went wrong outranks what it found. */
export const worstFirst: readonly Verdict[] = [
  'error',
  'nondeterministic',
  'leaks',
  'escaped',
  'violated',
  'unknown',
  'not-found',
  'exhausted',
  'n/a',
];

/** How a verdict is called in sentences. Never "pass", which a sample cannot say. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  violated: 'violated',
  'not-found': 'not found',
  exhausted: 'exhausted',
  unknown: 'unknown',
  nondeterministic: 'nondeterministic',
  leaks: 'leaks',
  escaped: 'escaped',
  error: 'error',
  'n/a': 'n/a',
};

/** What each verdict says, for a legend. */
export const verdictMeanings: Readonly<Record<Verdict, string>> = {
  violated: 'a schedule was found that breaks it',
  'not-found': 'no schedule that ran breaks it',
  exhausted: 'no schedule of the stated space breaks it',
  unknown: 'runs were cut off before they ended',
  nondeterministic: 'two executions of one schedule differed',
  leaks: 'state outlives a run: alone it is another',
  escaped: 'a run made something real',
  error: 'the harness or the scenario failed',
  'n/a': 'does not apply',
};

/** What was expected of an invariant, and what was found. */
export interface Judged {
  readonly expected: Expectation;
  readonly verdict: Verdict;
}

/** Whether no run broke it; that is so of a sample as of a proof. */
export function holds(verdict: Verdict): boolean {
  return verdict === 'not-found' || verdict === 'exhausted';
}

export function isOfWhole(verdict: Verdict): verdict is WholeVerdict {
  return verdict !== 'violated' && verdict !== 'unknown' && !holds(verdict);
}

/** Whether the harness or the code under test, and not an expectation, has to be mended first. */
export function isHarnessError(verdict: Verdict): boolean {
  return verdict === 'nondeterministic' || verdict === 'leaks' || verdict === 'error';
}

/** The rule of "as expected" for one invariant. What does not apply cannot differ; what is unknown always does. */
export function isAsExpected({ expected, verdict }: Judged): boolean {
  if (verdict === 'n/a') return true;
  return expected === 'violated' ? verdict === 'violated' : holds(verdict);
}

/** The rule of "as expected" for a (scenario, variant). */
export function isWholeAsExpected(verdict: Verdict, invariants: readonly Judged[]): boolean {
  if (isOfWhole(verdict)) return verdict === 'n/a';
  return verdict !== 'unknown' && invariants.every(isAsExpected);
}

/** What is expected of a (scenario, variant): that one of its invariants is violated, or that all hold. */
export function wholeExpectation(invariants: readonly Pick<Judged, 'expected'>[]): Expectation {
  return invariants.some(({ expected }) => expected === 'violated') ? 'violated' : 'holds';
}

/** Whether a violation of the invariant `id` is what was expected. What nobody spoke of is expected to hold. */
export function isViolationExpected(
  invariants: readonly (Pick<Judged, 'expected'> & { readonly id: string })[],
  id: string,
): boolean {
  return invariants.find((invariant) => invariant.id === id)?.expected === 'violated';
}

/** Whether what was found contradicts what the source claims. */
export function contradictsClaim(claimed: Expectation | undefined, verdict: Verdict): boolean {
  if (claimed === 'holds') return verdict === 'violated';
  return claimed === 'violated' && holds(verdict);
}

/**
 * What was expected and what was found instead: `expected to hold, but unknown (no run checked it)`. Of an invariant
 * that is not as expected.
 * @param schedules that ran
 */
export function describeDifference(
  { expected, verdict, reason }: Judged & { readonly reason?: string | undefined },
  schedules: number,
): string {
  const [why] = reason?.split('\n', 1) ?? [];
  const found = `${verdictWords[verdict]}${why === undefined ? '' : ` (${why})`}`;
  if (expected === 'holds') return `expected to hold, but ${found}`;
  const ran = schedules.toLocaleString('en-US');
  return `expected to be violated, but ${found} in ${ran} schedule${schedules === 1 ? '' : 's'}`;
}
