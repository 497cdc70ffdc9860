import { verdicts } from '../../harness/verdict.ts';
import type { Judgement } from '../judgement.ts';
import { wrapped } from '../printable.ts';
import { verdictSigns } from '../verdict-signs.ts';
import type { Style } from './style.ts';

/** What a sign is made of. */
export interface SignedCell extends Pick<Judgement, 'verdict' | 'asExpected' | 'contradictsClaim'> {
  /** Whether runs were made that stand for others. */
  readonly isReduced?: boolean;
  /** `12/40`: so many of the possible workloads. */
  readonly share?: string | undefined;
}

/** What stands in a cell; in brackets, so that what is unexpected stands out without colour too. */
export function signOf({ verdict, asExpected, contradictsClaim, isReduced, share }: SignedCell): string {
  const { glyph } = verdictSigns[verdict];
  const marks = `${isReduced === true ? '~' : ''}${contradictsClaim ? '†' : ''}`;
  return `${asExpected ? glyph : `[${glyph}]`}${marks}${share === undefined ? '' : ` ${share}`}`;
}

/** What the signs of the tables mean, those that occur. */
export function verdictKey(cells: readonly SignedCell[], { paint, width }: Style): string[] {
  const present = new Set(cells.map(({ verdict }) => verdict));
  const signs = verdicts
    .filter((verdict) => present.has(verdict))
    .map((verdict) => `${verdictSigns[verdict].glyph} ${verdictSigns[verdict].word}`);
  const share = cells.flatMap((cell) => cell.share ?? [])[0];
  if (share !== undefined) signs.push(`${share} so many of the possible workloads`);
  if (cells.some((cell) => cell.isReduced === true)) signs.push('~ complete up to equivalent orders');
  if (cells.some((cell) => !cell.asExpected)) signs.push('[ ] not as expected');
  if (cells.some((cell) => cell.contradictsClaim)) signs.push('† its source claims otherwise');
  return wrapped(signs.map((sign) => sign.replaceAll(' ', '\u00a0')).join('   '), width).map((line) =>
    paint.dim(line.replaceAll('\u00a0', ' ')),
  );
}
