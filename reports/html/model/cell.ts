import type { Verdict } from '../../../harness/verdict.ts';
import { badness } from '../../judgement.ts';
import { verdictSigns } from '../../verdict-signs.ts';
import { count, counted, reductionClause } from '../../wording.ts';
import type { Leaf } from './leaf.ts';
import { hrefOf } from './route.ts';

/** A verdict in a matrix: on one leaf, or on several of which the worst speaks. */
export interface CellView {
  readonly verdict: Verdict;
  readonly glyph: string;
  readonly word: string;
  readonly asExpected: boolean;
  readonly contradictsClaim: boolean;
  /** Below the word: in how many scenarios, or how sure it is. */
  readonly detail: string;
  /** All that is known, for who points at it. */
  readonly title: string;
  readonly href?: string;
}

export function cellOf(leaves: readonly Leaf[]): CellView | undefined {
  const [first, ...others] = leaves;
  if (first === undefined) return undefined;
  let worst = first;
  for (const leaf of others) if (badness(leaf) < badness(worst)) worst = leaf;
  const { verdict } = worst;
  const href = hrefOfCell(leaves, worst);
  return {
    verdict,
    ...verdictSigns[verdict],
    asExpected: worst.asExpected,
    contradictsClaim: leaves.some((leaf) => leaf.contradictsClaim),
    detail: others.length === 0 ? leafDetail(first) : groupDetail(leaves, verdict),
    title: titleOf(leaves, worst),
    ...(href !== undefined && { href }),
  };
}

/** 0.0065217 → `0.65 %`. */
export function percent(rate: number): string {
  const value = rate * 100;
  return `${Number(value.toPrecision(value >= 10 ? 3 : 2))} %`;
}

function hrefOfCell(leaves: readonly Leaf[], worst: Leaf): string | undefined {
  if (worst.failure !== undefined) return hrefOf({ page: 'failure', number: worst.failure.number });
  if (leaves.length > 1 || worst.verdict === 'n/a') return undefined;
  return hrefOf({ page: 'run', scenario: worst.scenario, variant: worst.variant });
}

function leafDetail({ verdict, failure, result }: Leaf): string {
  if (failure !== undefined)
    return `${count(failure.failing ?? failure.count)} of ${count(result.schedules)}`;
  if (verdict === 'not-found') return result.bound === undefined ? '' : `≤ ${percent(result.bound)}`;
  if (verdict !== 'exhausted') return '';
  const share = result.workloadShare;
  const { reduced } = result;
  const all =
    reduced === undefined
      ? `all ${count(result.distinct)}`
      : `~ ${count(reduced.runs)} for ${reduced.standsFor === undefined ? 'all' : count(reduced.standsFor)}`;
  return `${all}${share === undefined ? '' : ` of ${share} workloads`}`;
}

function groupDetail(leaves: readonly Leaf[], verdict: Verdict): string {
  const alike = leaves.filter((leaf) => leaf.verdict === verdict);
  if (verdict === 'violated') return `in ${alike.length} of ${leaves.length}`;
  if (verdict === 'exhausted')
    return alike.some(({ result }) => result.workloadShare) ? 'some workloads' : '';
  if (verdict !== 'not-found') return '';
  const bound = largestBound(leaves);
  return bound === undefined ? '' : `≤ ${percent(bound)}`;
}

function largestBound(leaves: readonly Leaf[]): number | undefined {
  const bounds = leaves.flatMap(({ verdict, result }) =>
    verdict === 'not-found' ? (result.bound ?? []) : [],
  );
  return bounds.length === 0 ? undefined : Math.max(...bounds);
}

function titleOf(leaves: readonly Leaf[], worst: Leaf): string {
  const schedules = leaves.reduce((sum, leaf) => sum + leaf.result.schedules, 0);
  const distinct = leaves.reduce((sum, leaf) => sum + leaf.result.distinct, 0);
  const about = leaves.some((leaf) => leaf.result.distinctIsEstimate === true) ? 'about ' : '';
  const bound = largestBound(leaves);
  return [
    leaves.length > 1
      ? `the worst of ${leaves.length}, in “${worst.title}”`
      : `${worst.invariant} in “${worst.title}”`,
    ...(worst.asExpected ? [] : [`expected: ${worst.expected}`]),
    ...(worst.contradictsClaim ? [`its source claims: ${worst.claimed ?? ''}`] : []),
    ...(worst.reason === undefined ? [] : [worst.reason]),
    ...(schedules === 0
      ? []
      : [`${counted(schedules, 'schedule')}, ${about}${counted(distinct, 'distinct ordering')}`]),
    ...(worst.verdict === 'exhausted' && worst.result.workloadShare !== undefined
      ? [`${worst.result.workloadShare} of the possible workloads`]
      : []),
    ...(worst.verdict === 'exhausted' && worst.result.reduced !== undefined
      ? [reductionClause(worst.result.reduced)]
      : []),
    ...(worst.verdict === 'not-found' && bound !== undefined
      ? [`at most ${percent(bound)} of random schedules fail (95 %)`]
      : []),
  ].join('; ');
}
