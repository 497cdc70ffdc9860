import type { InvariantResult, Verdict } from '../harness/result.ts';

/** How a verdict is shown: never by colour alone, and never as "pass", which a sample cannot say. */
export const verdictSigns: Readonly<Record<Verdict, { readonly glyph: string; readonly word: string }>> = {
  violated: { glyph: '✗', word: 'violated' },
  'not-found': { glyph: '○', word: 'not found' },
  exhausted: { glyph: '●', word: 'exhausted' },
  unknown: { glyph: '?', word: 'unknown' },
  nondeterministic: { glyph: '≠', word: 'nondeterministic' },
  escaped: { glyph: '↗', word: 'escaped' },
  error: { glyph: '!', word: 'error' },
  'n/a': { glyph: '–', word: 'n/a' },
};

/** In the order of legends. */
export const verdicts: readonly Verdict[] = [
  'violated',
  'not-found',
  'exhausted',
  'unknown',
  'nondeterministic',
  'escaped',
  'error',
  'n/a',
];

/** What each verdict says, for a legend. */
export const verdictMeanings: Readonly<Record<Verdict, string>> = {
  violated: 'a schedule was found that breaks it',
  'not-found': 'no schedule that ran breaks it',
  exhausted: 'no schedule of the stated space breaks it',
  unknown: 'runs were cut off before they ended',
  nondeterministic: 'two executions of one schedule differed',
  escaped: 'runs waited for something real',
  error: 'the harness or the scenario failed',
  'n/a': 'does not apply',
};

/** Whether a verdict is what was expected. What does not apply cannot differ. */
export function meets(expected: InvariantResult['expected'], verdict: Verdict): boolean {
  if (verdict === 'n/a') return true;
  return expected === 'violated' ? verdict === 'violated' : holds(verdict);
}

export function holds(verdict: Verdict): boolean {
  return verdict === 'not-found' || verdict === 'exhausted';
}

/** Whether what was found contradicts what the source claims. */
export function contradicts(claimed: InvariantResult['claimed'], verdict: Verdict): boolean {
  if (claimed === 'holds') return verdict === 'violated';
  return claimed === 'violated' && holds(verdict);
}
