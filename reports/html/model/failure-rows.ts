import { componentOf } from '../../matrix.ts';
import { counted } from '../../wording.ts';
import { type Filter, matches } from './filter.ts';
import { hrefOf } from './route.ts';
import type { FailureSummary, Summary } from './summary.ts';

/** A failure in the list of the overview. */
export interface FailureRow {
  readonly number: number;
  readonly href: string;
  readonly message: string;
  readonly invariant: string;
  readonly place: string;
  readonly expected: boolean;
  readonly confirmed: boolean;
  readonly facts: string;
}

export function failureRows(summary: Summary, { query, show, sort }: Filter): readonly FailureRow[] {
  if (show === 'undecided') return [];
  const failures = summary.failures.filter(
    (failure) =>
      (show !== 'unexpected' || failure.unexpected) &&
      (show !== 'contradicted' || isContradicted(summary, failure)) &&
      matches(query, searchText(summary, failure)),
  );
  if (sort === 'name') failures.sort((a, b) => a.message.localeCompare(b.message, 'en'));
  if (sort === 'worst')
    failures.sort((a, b) => Number(b.unexpected ?? 0) - Number(a.unexpected ?? 0) || b.count - a.count);
  return failures.map((failure) => failureRow(summary, failure));
}

/** Where a failure was found: component, variant, and the scenario's title. */
export function placeOf(summary: Summary, failure: FailureSummary): string {
  const result = summary.results[failure.result];
  const { id = '', title = '' } = summary.scenarios[result?.scenario ?? -1] ?? {};
  return `${componentOf({ scenario: id })} / ${result?.variant ?? ''} / ${title}`;
}

function failureRow(summary: Summary, failure: FailureSummary): FailureRow {
  const { number, message, unexpected, unconfirmed, count, steps, more } = failure;
  return {
    number,
    href: hrefOf({ page: 'failure', number }),
    message,
    invariant: summary.invariants[failure.invariant] ?? '',
    place: placeOf(summary, failure),
    expected: unexpected !== true,
    confirmed: unconfirmed !== true,
    facts:
      `${counted(count, 'schedule')}, ${counted(steps, 'step')}` +
      (more === undefined ? '' : `; ${counted(more, 'more failure')} like it left out`),
  };
}

function searchText(summary: Summary, failure: FailureSummary): string {
  const scenario = summary.scenarios[summary.results[failure.result]?.scenario ?? -1]?.id ?? '';
  const invariant = summary.invariants[failure.invariant] ?? '';
  return `${placeOf(summary, failure)} ${scenario} ${invariant} ${failure.kind} ${failure.message}`;
}

function isContradicted(summary: Summary, failure: FailureSummary): boolean {
  const packed = summary.results[failure.result]?.invariants.find(([id]) => id === failure.invariant);
  return packed?.[3] === 'holds';
}
