import { counted } from '../../wording.ts';
import { type GroupSection, failureSections } from './failure-groups.ts';
import { failureRows } from './failure-rows.ts';
import type { Filter } from './filter.ts';
import { isShown, keyOf, type Leaf } from './leaf.ts';
import { matrixViews, type MatrixView } from './matrix-view.ts';
import type { SearchIndex } from './search-index.ts';
import type { Summary } from './summary.ts';

/**
 * The part of the overview that the filter rules, as data. What a reader sees, from above: one sentence on the whole; what
 * is not as expected, with damage, cause and a link (`unexpectedOf`), on the first screen also of a phone; the filter;
 * one matrix for each component; all failures, those of one cause in one row.
 */
export interface OverviewView {
  readonly matrices: readonly MatrixView[];
  readonly sections: readonly GroupSection[];
  readonly failures: number;
  readonly causes: number;
  /** Says what the filter lets through; for a live region. */
  readonly shown: string;
}

/** @param index what failures are found by beside names; absent as long as nobody has searched */
export function overviewOf(
  summary: Summary,
  leaves: readonly Leaf[],
  filter: Filter,
  index?: SearchIndex,
): OverviewView {
  const rows = failureRows(summary, filter, index);
  const found = new Set(filter.query === '' ? [] : rows.map(({ failure }) => keyOf(failure)));
  const shown = leaves.filter((leaf) => isShown(leaf, filter, found));
  const sections = failureSections(summary, filter, index);
  return {
    matrices: matrixViews(shown, filter),
    sections,
    failures: rows.length,
    causes: sections.reduce((sum, { groups }) => sum + groups.length, 0),
    shown: `${counted(shown.length, 'verdict')} and ${counted(rows.length, 'failure')} shown`,
  };
}
