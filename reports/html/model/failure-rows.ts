import { componentOf } from '../../matrix.ts';
import type { Selection } from './filter.ts';
import { findsFailure, type SearchIndex, wordsOfFailure } from './search-index.ts';
import type { FailureSummary, Summary } from './summary.ts';

/** A failure, and what stands in the summary under numbers. */
export interface FailureRow {
  readonly failure: FailureSummary;
  readonly component: string;
  readonly scenario: string;
  readonly title: string;
  readonly variant: string;
  readonly invariant: string;
  /** In clauses. */
  readonly cause: string;
}

/**
 * The failures that are let through, in the order of the summary.
 * @param index finds them by events, files and tokens, too; absent as long as nobody has searched
 */
export function failureRows(
  summary: Summary,
  { query, show }: Pick<Selection, 'query' | 'show'>,
  index?: SearchIndex,
): readonly FailureRow[] {
  if (show === 'undecided') return [];
  return summary.failures.flatMap((failure, at) => {
    if (show === 'unexpected' && !failure.unexpected) return [];
    if (show === 'contradicted' && !isContradicted(summary, failure)) return [];
    const row = rowOf(summary, failure);
    if (query === '') return row;
    const text = `${searchText(row)} ${index === undefined ? '' : wordsOfFailure(index, at)}`;
    return findsFailure(query, failure.number, text) ? row : [];
  });
}

export function rowOf(summary: Summary, failure: FailureSummary): FailureRow {
  const result = summary.results[failure.result];
  const { id = '', title = '' } = summary.scenarios[result?.scenario ?? -1] ?? {};
  return {
    failure,
    component: componentOf({ scenario: id }),
    scenario: id,
    title,
    variant: result?.variant ?? '',
    invariant: summary.invariants[failure.invariant] ?? '',
    cause: summary.causes[failure.cause] ?? '',
  };
}

/** Where a failure was found: component, variant, and the scenario's title. */
export function placeOf(summary: Summary, failure: FailureSummary): string {
  const { component, variant, title } = rowOf(summary, failure);
  return `${component} / ${variant} / ${title}`;
}

function searchText({ failure, component, scenario, title, variant, invariant, cause }: FailureRow): string {
  const { kind, message } = failure;
  return `${component} / ${variant} / ${title} ${scenario} ${invariant} ${kind} ${message} ${cause}`;
}

function isContradicted(summary: Summary, failure: FailureSummary): boolean {
  const packed = summary.results[failure.result]?.invariants.find(([id]) => id === failure.invariant);
  return packed?.[3] === 'holds';
}
