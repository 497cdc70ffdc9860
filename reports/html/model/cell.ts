import type { Verdict } from '../../../harness/verdict.ts';
import { badness } from '../../judgement.ts';
import { verdictSigns } from '../../verdict-signs.ts';
import { count } from '../../wording.ts';
import type { Leaf } from './leaf.ts';
import { largestBound, percent } from './bound.ts';
import { groupLines, leafLines } from './cell-lines.ts';
import { hrefOf } from './route.ts';
import { noTestedFilter } from './tested-filter.ts';

/** A verdict in a matrix: on one leaf, or on several of which the worst speaks. */
export interface CellView {
  readonly verdict: Verdict;
  readonly glyph: string;
  readonly word: string;
  readonly asExpected: boolean;
  readonly contradictsClaim: boolean;
  /** Behind the word: in how many scenarios, or how sure it is. */
  readonly detail: string;
  /** All that is known, for who points at it or comes to it by keys. */
  readonly lines: readonly string[];
  readonly href?: string;
}

export function cellOf(leaves: readonly Leaf[]): CellView | undefined {
  const [first, ...others] = leaves;
  if (first === undefined) return undefined;
  let worst = first;
  for (const leaf of others) if (badness(leaf) < badness(worst)) worst = leaf;
  const { verdict } = worst;
  // What is said of it holds for these: what other scenarios have to say stands in its lines, under their names.
  const alike = leaves.filter((leaf) => badness(leaf) === badness(worst));
  return {
    verdict,
    ...verdictSigns[verdict],
    asExpected: worst.asExpected,
    contradictsClaim: alike.some((leaf) => leaf.contradictsClaim),
    detail: others.length === 0 ? leafDetail(first) : groupDetail(leaves, alike, verdict),
    lines: others.length === 0 ? leafLines(first) : groupLines(leaves),
    ...hrefOfCell(leaves, worst),
  };
}

function hrefOfCell(leaves: readonly Leaf[], worst: Leaf): { readonly href?: string } {
  const { failure, verdict, component, scenario, variant } = worst;
  if (failure !== undefined) return { href: hrefOf({ page: 'failure', number: failure.number }) };
  if (verdict === 'n/a') return {};
  if (leaves.length === 1) return { href: hrefOf({ page: 'run', scenario, variant }) };
  const filter = { ...noTestedFilter, query: `${component} ${variant}` };
  return { href: hrefOf({ page: 'tested', filter }) };
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

function groupDetail(leaves: readonly Leaf[], alike: readonly Leaf[], verdict: Verdict): string {
  if (verdict === 'violated') return `in ${alike.length} of ${leaves.length}`;
  if (verdict === 'exhausted')
    return alike.some(({ result }) => result.workloadShare) ? 'some workloads' : '';
  if (verdict !== 'not-found') return '';
  const bound = largestBound(leaves);
  return bound === undefined ? '' : `≤ ${percent(bound)}`;
}
