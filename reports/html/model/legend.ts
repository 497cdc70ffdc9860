import { verdictMeanings, verdicts } from '../../../harness/verdict.ts';
import { type VerdictSign, verdictSigns } from '../../verdict-signs.ts';
import type { Leaf } from './leaf.ts';

/** What a sign in a matrix says. */
export interface LegendEntry extends VerdictSign {
  readonly meaning: string;
}

/** The verdicts that occur. */
export function legendOf(leaves: readonly Leaf[]): readonly LegendEntry[] {
  const present = new Set(leaves.map((leaf) => leaf.verdict));
  const claims = leaves.some((leaf) => leaf.contradictsClaim);
  return [
    ...verdicts
      .filter((verdict) => present.has(verdict))
      .map((verdict) => ({ ...verdictSigns[verdict], meaning: verdictMeanings[verdict] })),
    ...(claims ? [{ glyph: '†', word: 'claimed otherwise', meaning: 'its source says something else' }] : []),
  ];
}
