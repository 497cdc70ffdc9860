import { holds } from '../../../harness/verdict.ts';
import { judge, type Judgement } from '../../judgement.ts';
import { componentOf } from '../../matrix.ts';
import { type Filter, matches } from './filter.ts';
import { type FailureSummary, type ResultSummary, type Summary, unpackInvariant } from './summary.ts';

/** One invariant of one scenario against one variant: what the matrices are made of. */
export interface Leaf extends Judgement {
  readonly component: string;
  readonly scenario: string;
  readonly title: string;
  readonly variant: string;
  readonly invariant: string;
  readonly result: ResultSummary;
  /** `keyOf` its failures. */
  readonly key: string;
  /** The failure that shows it. */
  readonly failure?: FailureSummary;
}

/** Stands for the scenario as a whole where no invariant tells what came of it. */
export const WHOLE = 'the scenario as a whole';

export function leavesOf(summary: Summary): readonly Leaf[] {
  const shown = new Map<string, FailureSummary>();
  for (const failure of summary.failures) {
    const key = keyOf(failure);
    if (!shown.has(key)) shown.set(key, failure);
  }
  return summary.results.flatMap((result, index) => leavesOfResult(summary, result, index, shown));
}

function leavesOfResult(
  summary: Summary,
  result: ResultSummary,
  index: number,
  shown: ReadonlyMap<string, FailureSummary>,
): readonly Leaf[] {
  const { id: scenario = '', title = '' } = summary.scenarios[result.scenario] ?? {};
  const place = {
    component: componentOf({ scenario }),
    scenario,
    title,
    variant: result.variant,
    result,
  };
  const leaves: Leaf[] = result.invariants.map((packed) => {
    const invariant = unpackInvariant(summary, packed);
    const key = keyOf({ result: index, invariant: packed[0] });
    const failure = shown.get(key);
    return {
      ...place,
      key,
      invariant: invariant.id,
      ...judge(invariant, result.reason),
      ...(failure !== undefined && { failure }),
    };
  });
  if (leaves.length > 0 && (result.unexpected !== true || leaves.some((leaf) => !leaf.asExpected)))
    return leaves;
  const { verdict, expected, unexpected, reason } = result;
  const whole = {
    invariant: WHOLE,
    key: keyOf({ result: index, invariant: -1 }),
    verdict,
    expected,
    asExpected: unexpected !== true,
    contradictsClaim: false,
  };
  return [...leaves, { ...place, ...whole, ...(reason !== undefined && { reason }) }];
}

/** Which result and which invariant of it. */
export function keyOf({ result, invariant }: Pick<FailureSummary, 'result' | 'invariant'>): string {
  return `${result} ${invariant}`;
}

/** @param found keys of what the query finds by its failures */
export function isShown(leaf: Leaf, { query, show }: Filter, found: ReadonlySet<string>): boolean {
  const { component, scenario, title, variant, invariant, verdict } = leaf;
  if (show === 'unexpected' && leaf.asExpected) return false;
  if (show === 'violated' && verdict !== 'violated') return false;
  if (show === 'undecided' && (verdict === 'violated' || holds(verdict) || verdict === 'n/a')) return false;
  if (show === 'contradicted' && !leaf.contradictsClaim) return false;
  return found.has(leaf.key) || matches(query, `${component} ${scenario} ${title} ${variant} ${invariant}`);
}
