import { groupBy } from '../../matrix.ts';
import { counted } from '../../wording.ts';
import { type FailureRow, failureRows } from './failure-rows.ts';
import { type OrderKey, type Selection, selectionOf } from './filter.ts';
import { hrefOf } from './route.ts';
import type { SearchIndex } from './search-index.ts';
import type { Summary } from './summary.ts';

/** Failures of one scenario that break one invariant by one cause: one row, whatever variants show it. */
export interface FailureGroup extends Omit<FailureRow, 'failure' | 'variant'> {
  /** The damage of the first of them. */
  readonly message: string;
  readonly number: number;
  readonly href: string;
  readonly kind: string;
  readonly expected: boolean;
  readonly confirmed: boolean;
  /** One for each failure. */
  readonly chips: readonly Chip[];
  /** Schedules that failed so and show this cause, together. */
  readonly schedules: number;
  /** Of the shortest. */
  readonly steps: number;
  /** What of the same signature is left out, a clause. */
  readonly more?: string;
}

export interface Chip {
  readonly number: number;
  readonly variant: string;
  readonly href: string;
  readonly message: string;
  readonly expected: boolean;
}

export interface GroupSection {
  /** Absent where there are no sections. */
  readonly label?: string;
  readonly groups: readonly FailureGroup[];
}

const sectionNames: Readonly<Record<Exclude<Selection['group'], 'none'>, (row: FailureRow) => string>> = {
  component: ({ component }) => component,
  scenario: ({ component, title }) => `${component} / ${title}`,
  invariant: ({ invariant }) => invariant,
  variant: ({ component, variant }) => `${component} / ${variant}`,
  kind: ({ failure }) => failure.kind,
};

/** The failures that are let through, those alike in one row, in the order that is asked for. */
export function failureSections(
  summary: Summary,
  selection: Selection,
  index?: SearchIndex,
): readonly GroupSection[] {
  const rows = failureRows(summary, selection, index);
  if (selection.group === 'none') return rows.length === 0 ? [] : [{ groups: groupsOf(rows, selection) }];
  return groupBy(rows, sectionNames[selection.group]).map(([label, own]) => ({
    label,
    groups: groupsOf(own, selection),
  }));
}

/** The numbers of failures as they stand in the list, one after the other. */
export function numbersInOrder(
  summary: Summary,
  selection: Selection,
  index?: SearchIndex,
): readonly number[] {
  return failureSections(summary, selection, index).flatMap(({ groups }) =>
    groups.flatMap(({ chips }) => chips.map(({ number }) => number)),
  );
}

function groupsOf(rows: readonly FailureRow[], selection: Selection): readonly FailureGroup[] {
  const signature = ({ failure, scenario, invariant }: FailureRow): string =>
    JSON.stringify([
      scenario,
      invariant,
      failure.kind,
      failure.cause,
      failure.unexpected,
      failure.unconfirmed,
    ]);
  return inOrder(
    groupBy(rows, signature).flatMap(([, alike]) => groupOf(alike, selection)),
    selection,
  );
}

function groupOf(alike: readonly FailureRow[], selection: Selection): FailureGroup | [] {
  const [first] = alike;
  if (first === undefined) return [];
  const { failure, variant: _, ...place } = first;
  const chips = alike.map((row) => ({
    number: row.failure.number,
    variant: row.variant,
    href: hrefOf({ page: 'failure', number: row.failure.number, from: selectionOf(selection) }),
    message: row.failure.message,
    expected: row.failure.unexpected !== true,
  }));
  const sum = (number: (of: FailureRow['failure']) => number): number =>
    alike.reduce((total, row) => total + number(row.failure), 0);
  const more = sum((of) => of.more ?? 0);
  return {
    ...place,
    message: failure.message,
    number: failure.number,
    href: chips[0]?.href ?? '',
    kind: failure.kind,
    expected: failure.unexpected !== true,
    confirmed: failure.unconfirmed !== true,
    chips,
    schedules: sum((of) => of.count),
    steps: Math.min(...alike.map((row) => row.failure.steps)),
    ...(more > 0 && { more: `${counted(more, 'more failure')} like it left out` }),
  };
}

const sortValues: Readonly<Record<OrderKey, (group: FailureGroup) => string | number>> = {
  damage: ({ message }) => message,
  invariant: ({ invariant }) => invariant,
  cause: ({ cause }) => cause,
  where: ({ component, title }) => `${component} / ${title}`,
  often: ({ schedules }) => schedules,
  steps: ({ steps }) => steps,
};

function inOrder(groups: readonly FailureGroup[], { order }: Selection): readonly FailureGroup[] {
  if (order === 'report') return groups;
  const down = order.startsWith('-');
  const value = sortValues[order.replace('-', '') as OrderKey];
  return groups.toSorted((a, b) => compare(value(a), value(b)) * (down ? -1 : 1));
}

/** Numbers by size, texts by name. */
export function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');
}
