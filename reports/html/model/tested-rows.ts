import { componentOf, groupBy } from '../../matrix.ts';
import { verdictSigns } from '../../verdict-signs.ts';
import { compare } from './failure-groups.ts';
import { matches } from './filter.ts';
import { hrefOf } from './route.ts';
import type { Summary } from './summary.ts';
import { figureKeys, type TestedFilter, type TestedKey } from './tested-filter.ts';
import type { TestedView } from './tested-views.ts';

/** One line of the list: a scenario against a variant, and how much it was tested. */
export interface TestedRow extends Pick<TestedView, 'cells' | 'values' | 'rank'> {
  readonly href: string;
  readonly component: string;
  readonly title: string;
  readonly variant: string;
  readonly verdict: string;
}

export interface TestedSection {
  /** Absent where there are no sections. */
  readonly label?: string;
  readonly rows: readonly TestedRow[];
}

/** What is let through, in the order that is asked for; a section stands where its first row would. */
export function testedSections(
  summary: Summary,
  tested: readonly (TestedView | null)[],
  { query, group, order }: TestedFilter,
): readonly TestedSection[] {
  const rows = inOrder(
    summary.results.flatMap((result, index) => {
      const { id = '', title = '' } = summary.scenarios[result.scenario] ?? {};
      const { variant } = result;
      const view = tested[index];
      if (!view || !matches(query, `${id} ${title} ${variant} ${result.verdict}`)) return [];
      const { glyph, word } = verdictSigns[result.verdict];
      const { run: _, ...figures } = view;
      return {
        ...figures,
        href: hrefOf({ page: 'run', scenario: id, variant }),
        component: componentOf({ scenario: id }),
        title,
        variant,
        verdict: `${glyph} ${word}`,
      };
    }),
    order,
  );
  if (group === 'none') return rows.length === 0 ? [] : [{ rows }];
  const label = ({ component, title, variant }: TestedRow): string =>
    group === 'component' ? component : `${component} / ${group === 'scenario' ? title : variant}`;
  return groupBy(rows, label).map(([name, own]) => ({ label: name, rows: own }));
}

function inOrder(rows: readonly TestedRow[], order: TestedFilter['order']): readonly TestedRow[] {
  if (order === 'report') return rows;
  if (order === 'weakest') return rows.toSorted((a, b) => a.rank - b.rank);
  const down = order.startsWith('-') ? -1 : 1;
  const key = order.replace('-', '') as TestedKey;
  // What has no such figure stands last, either way.
  return rows.toSorted((a, b) => {
    const [one, other] = [valueOf(a, key), valueOf(b, key)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return compare(one, other) * down;
  });
}

function valueOf(row: TestedRow, key: TestedKey): string | number | null {
  if (key === 'scenario') return `${row.component} / ${row.title}`;
  if (key === 'variant' || key === 'verdict') return row[key];
  return row.values[figureKeys.indexOf(key)] ?? null;
}
