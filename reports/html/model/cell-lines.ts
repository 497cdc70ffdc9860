import { worstFirst } from '../../../harness/verdict.ts';
import { badness } from '../../judgement.ts';
import { verdictSigns } from '../../verdict-signs.ts';
import { count, counted, reductionClause } from '../../wording.ts';
import { largestBound, percent } from './bound.ts';
import type { Leaf } from './leaf.ts';

/** Remarks of single scenarios that a cell of several tells. */
const REMARKS_MOST = 4;

/** All that is known of one invariant of one scenario against one variant. */
export function leafLines(leaf: Leaf): readonly string[] {
  const { verdict, invariant, title, result } = leaf;
  const { schedules, distinct, distinctIsEstimate, workloadShare, reduced } = result;
  const about = distinctIsEstimate === true ? 'about ' : '';
  const isProof = verdict === 'exhausted';
  return [
    `${verdictSigns[verdict].word}: ${invariant} in “${title}”`,
    ...brokenLine(leaf),
    ...remarksOf(leaf),
    schedules > 0 && `${counted(schedules, 'schedule')}, ${about}${counted(distinct, 'distinct ordering')}`,
    isProof && workloadShare !== undefined && `${workloadShare} of the possible workloads`,
    isProof && reduced !== undefined && reductionClause(reduced),
    verdict === 'not-found' && boundLine(result.bound),
  ].filter((line) => typeof line === 'string');
}

/** How often each verdict is among them, and what single scenarios have to say, under their names. */
export function groupLines(leaves: readonly Leaf[]): readonly string[] {
  const verdicts = worstFirst.flatMap((verdict) => {
    const alike = leaves.filter((leaf) => leaf.verdict === verdict).length;
    return alike === 0 ? [] : `${verdictSigns[verdict].word} in ${alike} of ${leaves.length} scenarios`;
  });
  const bound = boundLine(largestBound(leaves));
  const remarks = leaves
    .toSorted((a, b) => badness(a) - badness(b))
    .flatMap((leaf) => {
      const own = remarksOf(leaf);
      return own.length === 0 ? [] : `“${leaf.title}”: ${own.join('; ')}`;
    });
  const more = remarks.length - REMARKS_MOST;
  return [
    ...verdicts,
    ...(bound === undefined ? [] : [bound]),
    ...remarks.slice(0, REMARKS_MOST),
    ...(more > 0 ? [`and ${more} more remarks: open the row`] : []),
  ];
}

function brokenLine({ failure, result }: Leaf): readonly string[] {
  if (failure === undefined) return [];
  return [`${count(failure.failing ?? failure.count)} of ${counted(result.schedules, 'schedule')} broke it`];
}

function remarksOf({ asExpected, expected, contradictsClaim, claimed, reason }: Leaf): readonly string[] {
  return [
    !asExpected && `expected: ${expected}`,
    contradictsClaim && `its source claims: ${claimed ?? ''}`,
    reason,
  ].filter((remark) => typeof remark === 'string');
}

function boundLine(bound: number | undefined): string | undefined {
  return bound === undefined ? undefined : `at most ${percent(bound)} of random schedules fail (95 %)`;
}
