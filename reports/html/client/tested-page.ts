import { type Content, h } from '../markup/element.ts';
import { hrefOf } from '../model/route.ts';
import type { TestedFilter } from '../model/tested-filter.ts';
import { testedColumns, type TestedRow, testedRows } from '../model/tested-view.ts';
import { counted } from '../../wording.ts';
import { replaceAddress } from './address.ts';
import { searchField } from './controls.ts';
import type { PageContext } from './page.ts';
import { columnHeads, wideTable } from '../views/wide-table.ts';
import { show } from './to-dom.ts';

/** How much was tested, one line for each scenario and variant. */
export async function openTested(
  first: TestedFilter,
  { data, main, say, signal }: PageContext,
): Promise<void> {
  const tested = await data.tested();
  if (signal.aborted) return;
  const results = document.createElement('div');
  const draw = (filter: TestedFilter): void => {
    const rows = testedRows(data.summary, tested, filter.query);
    show(results, table(rows));
    say(`${counted(rows.length, 'row')} shown`);
  };
  const change = (query: string): void => {
    const filter = { ...first, query };
    replaceAddress(hrefOf({ page: 'tested', filter }));
    draw(filter);
  };
  show(main, [
    h('h1', {}, 'How much was tested'),
    h(
      'p.notes',
      {},
      'A verdict “not found” is only as good as the search behind it. “Chance that one more is new” is the Good–Turing ' +
        'estimate: the chance that one more random schedule shows an ordering that none has shown. “Failure rate, at ' +
        'most” is the rule of three, 3/N. “Pairs in one order only” are operations on one resource that were never seen ' +
        'the other way round, of all such pairs: that is where to look next.',
    ),
    h(
      'form.toolbar',
      { role: 'search', submit: (event) => event.preventDefault() },
      searchField(first.query, 'scenario, variant, verdict', change),
    ),
  ]);
  main.append(results);
  draw(first);
}

function table(rows: readonly TestedRow[]): Content {
  return wideTable(
    'table.tested',
    'how much was tested',
    [
      columnHeads(['scenario', 'variant', 'verdict']),
      testedColumns.map((name) => h('th.figure', { scope: 'col' }, name)),
    ],
    h('tbody', {}, rows.map(row)),
  );
}

function row({ href, component, title, variant, verdict, cells }: TestedRow): Content {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, h('span.quiet', {}, `${component} / `), h('a', { href }, title)),
    h('td', {}, variant),
    h('td', {}, verdict),
    cells.map((text) => h('td.figure', {}, text)),
  );
}
