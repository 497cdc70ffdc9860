import { componentOf, groupBy } from '../../matrix.ts';
import { type Verdict, worstFirst } from '../../../harness/verdict.ts';
import { type Chip, type FailureGroup, failureSections } from './failure-groups.ts';
import { noSelection } from './filter.ts';
import { hrefOf } from './route.ts';
import type { Summary } from './summary.ts';

/** Of what is not as expected: what a reader is shown first. */
export type Unexpected =
  | { readonly type: 'failure'; readonly group: FailureGroup }
  | { readonly type: 'difference'; readonly difference: Difference };

/** What is not as expected and no failure shows: an expected violation that was not found, an error. */
export interface Difference {
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly component: string;
  readonly title: string;
  /** One for each variant of which that is so: leads to how much it was tested. */
  readonly variants: readonly (Pick<Chip, 'variant'> & Partial<Chip>)[];
}

/** All that is not as expected, worst first: explorations that went wrong, failures, what is undecided or was not found. */
export function unexpectedOf(summary: Summary): readonly Unexpected[] {
  const [section] = failureSections(summary, { ...noSelection, show: 'unexpected' });
  return [
    ...(section?.groups ?? []).map((group) => ({ type: 'failure' as const, group })),
    ...differencesOf(summary).map((difference) => ({ type: 'difference' as const, difference })),
  ].toSorted((a, b) => rank(a) - rank(b));
}

function differencesOf(summary: Summary): readonly Difference[] {
  const all = summary.results.flatMap((result) =>
    (result.differences ?? []).map((sentence) => ({ result, sentence })),
  );
  const alike = groupBy(all, ({ result, sentence }) => JSON.stringify([result.scenario, sentence]));
  return alike.flatMap(([, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const { id = '', title = '' } = summary.scenarios[first.result.scenario] ?? {};
    return {
      verdict: first.result.verdict,
      sentence: first.sentence,
      component: componentOf({ scenario: id }),
      title,
      variants: group.map(({ result: { variant } }) => ({
        variant,
        href: hrefOf({ page: 'run', scenario: id, variant }),
      })),
    };
  });
}

function rank(entry: Unexpected): number {
  if (entry.type === 'failure') return worstFirst.indexOf('violated');
  // Where something else was violated, this is still what was not found.
  const { verdict } = entry.difference;
  return worstFirst.indexOf(verdict === 'violated' ? 'not-found' : verdict);
}
