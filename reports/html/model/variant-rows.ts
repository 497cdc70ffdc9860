import type { SourceLines, VariantReplay } from '../../../harness/result.ts';
import { groupBy } from '../../matrix.ts';
import type { FailureDetail } from './failure-detail.ts';
import { type Excerpt, excerptOf } from './source.ts';

/** What the failing schedule comes to on another variant. */
export interface VariantRow {
  /** Those that do the same share a row. */
  readonly variants: readonly string[];
  readonly outcome: VariantReplay['outcome'];
  /** In words, with how it fails. */
  readonly sentence: string;
  /** The line that the failing run awaits where the paths part, and the line of the other variant. */
  readonly here?: Excerpt;
  readonly there?: Excerpt;
}

export function variantRows(
  { otherVariants = [], steps }: Pick<FailureDetail, 'otherVariants' | 'steps'>,
  sources: SourceLines,
): readonly VariantRow[] {
  const alike = groupBy(otherVariants, ({ outcome, sentence }) => `${outcome} ${sentence}`);
  return alike.flatMap(([, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const { outcome, sentence, leaves } = first;
    const own = steps.find(({ step }) => step === leaves?.step)?.location;
    const here = own === undefined ? undefined : excerptOf(sources, own);
    const there = leaves?.location === undefined ? undefined : excerptOf(sources, leaves.location);
    return {
      variants: group.map(({ variant }) => variant),
      outcome,
      sentence,
      // Without the other line, the own one explains nothing.
      ...(there !== undefined && { there, ...(here !== undefined && { here }) }),
    };
  });
}
