import { type Verdict, verdicts, verdictWords } from '../harness/verdict.ts';

const glyphs: Readonly<Record<Verdict, string>> = {
  violated: '✗',
  'not-found': '○',
  exhausted: '●',
  unknown: '?',
  nondeterministic: '≠',
  leaks: '≈',
  escaped: '↗',
  error: '!',
  'n/a': '–',
};

/** How a verdict is shown: never by colour alone. */
export interface VerdictSign {
  readonly glyph: string;
  readonly word: string;
}

export const verdictSigns = Object.fromEntries(
  verdicts.map((verdict) => [verdict, { glyph: glyphs[verdict], word: verdictWords[verdict] }]),
) as Readonly<Record<Verdict, VerdictSign>>;
