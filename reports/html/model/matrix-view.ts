import { badness } from '../../judgement.ts';
import { byComponent, groupBy } from '../../matrix.ts';
import { count } from '../../wording.ts';
import { percent } from './bound.ts';
import { cellOf, type CellView } from './cell.ts';
import type { Filter } from './filter.ts';
import type { Leaf } from './leaf.ts';

/** One component: its variants against its invariants, or against its scenarios. */
export interface MatrixView {
  readonly component: string;
  readonly variants: readonly string[];
  /** Whether the first of them is what all others are compared with: it stays in sight. */
  readonly isPinned: boolean;
  readonly rows: readonly RowView[];
  /** How much each variant was tested. */
  readonly amounts: readonly AmountRow[];
}

export interface RowView {
  readonly label: string;
  readonly cells: readonly (CellView | undefined)[];
  /** What the row sums up, one row for each scenario (or invariant). */
  readonly parts: readonly Omit<RowView, 'parts'>[];
}

export interface AmountRow {
  readonly label: string;
  readonly cells: readonly string[];
}

export function matrixViews(leaves: readonly Leaf[], filter: Filter): readonly MatrixView[] {
  return byComponent(leaves).map(({ component, variants: inReport, items: own }) => {
    const reference = referenceOf(own, inReport);
    const variants =
      reference === undefined ? inReport : [reference, ...inReport.filter((one) => one !== reference)];
    const { rows, parts } = labels(filter);
    return {
      component,
      variants,
      isPinned: reference !== undefined,
      rows: sorted(groupBy(own, rows), filter).map(([label, group]) => ({
        ...rowOf(label, group, variants),
        parts: groupBy(group, parts).map(([part, cells]) => rowOf(part, cells, variants)),
      })),
      amounts: amountsOf(own, variants),
    };
  });
}

/** The last variant that is expected to keep every invariant, where others are not: `hardened`. */
function referenceOf(leaves: readonly Leaf[], variants: readonly string[]): string | undefined {
  const applying = leaves.filter(({ verdict }) => verdict !== 'n/a');
  const failing = new Set(
    applying.filter((leaf) => leaf.expected === 'violated').map((leaf) => leaf.variant),
  );
  if (failing.size === 0) return undefined;
  return variants.findLast(
    (variant) => !failing.has(variant) && applying.some((leaf) => leaf.variant === variant),
  );
}

type Group = readonly [label: string, leaves: readonly Leaf[]];

function labels(filter: Filter): { rows: (leaf: Leaf) => string; parts: (leaf: Leaf) => string } {
  const invariant = (leaf: Leaf): string => leaf.invariant;
  const title = (leaf: Leaf): string => leaf.title;
  return filter.rows === 'invariant' ? { rows: invariant, parts: title } : { rows: title, parts: invariant };
}

function rowOf(label: string, leaves: readonly Leaf[], variants: readonly string[]): Omit<RowView, 'parts'> {
  const cells = variants.map((variant) => cellOf(leaves.filter((leaf) => leaf.variant === variant)));
  return { label, cells };
}

function sorted(groups: readonly Group[], { sort }: Filter): readonly Group[] {
  if (sort === 'report') return groups;
  if (sort === 'name') return groups.toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  const rank = ([, leaves]: Group): number => {
    const worst = Math.min(...leaves.map(badness));
    return worst - leaves.filter((leaf) => badness(leaf) === worst).length / (leaves.length + 1);
  };
  return groups.toSorted((a, b) => rank(a) - rank(b));
}

function amountsOf(leaves: readonly Leaf[], variants: readonly string[]): readonly AmountRow[] {
  const results = variants.map((variant) => [
    ...new Set(leaves.filter((leaf) => leaf.variant === variant).map((leaf) => leaf.result)),
  ]);
  const sum = (number: (result: Leaf['result']) => number): string[] =>
    results.map((own) => count(own.reduce((total, result) => total + number(result), 0)));
  return [
    { label: 'schedules', cells: sum((result) => result.schedules) },
    { label: 'distinct orderings', cells: sum((result) => result.distinct) },
    {
      label: '95 % bound, at most',
      cells: results.map((own) => {
        const sampled = own.filter(({ verdict }) => verdict === 'not-found');
        const bounds = sampled.flatMap((result) => result.bound ?? []);
        return bounds.length === 0 ? '–' : percent(Math.max(...bounds));
      }),
    },
  ];
}
