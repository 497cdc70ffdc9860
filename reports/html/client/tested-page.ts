import { counted } from '../../wording.ts';
import { type Content, h } from '../markup/element.ts';
import { hrefOf } from '../model/route.ts';
import {
  type TestedFilter,
  testedGroupings,
  type TestedKey,
  type TestedOrder,
} from '../model/tested-filter.ts';
import { type TestedRow, type TestedSection, testedSections } from '../model/tested-rows.ts';
import { sectionRow } from '../views/section-row.ts';
import { type SortableColumn, sortableHeads } from '../views/sortable-head.ts';
import { wideTable } from '../views/wide-table.ts';
import { replaceAddress } from './address.ts';
import { chooser, searchField } from './controls.ts';
import type { PageContext } from './page.ts';
import { show } from './to-dom.ts';

const columns: readonly SortableColumn<TestedKey>[] = [
  { key: 'scenario', name: 'scenario' },
  { key: 'variant', name: 'variant' },
  { key: 'verdict', name: 'verdict' },
  { key: 'schedules', name: 'schedules', isNumber: true },
  { key: 'distinct', name: 'distinct orderings', isNumber: true },
  { key: 'chance', name: 'chance that one more is new', isNumber: true },
  { key: 'bound', name: 'failure rate, at most (95 %)', isNumber: true },
  { key: 'pairs', name: 'pairs in one order only', isNumber: true },
  { key: 'first', name: 'first failure', isNumber: true },
];
const figures = columns.slice(3);
const groupNames = { component: 'component', scenario: 'scenario', variant: 'variant', none: 'nothing' };

/** How much was tested, one line for each scenario and variant. */
export async function openTested(
  first: TestedFilter,
  { data, main, plain, say, signal }: PageContext,
): Promise<void> {
  const tested = await data.tested();
  if (signal.aborted) return;
  const results = document.createElement('div');
  let filter = first;
  const draw = (): void => {
    const sections = testedSections(data.summary, tested, filter);
    show(results, table(sections, filter.order, sort));
    const rows = sections.reduce((sum, section) => sum + section.rows.length, 0);
    say(`${counted(rows, 'row')} shown`);
  };
  const change = (changes: Partial<TestedFilter>): void => {
    filter = { ...filter, ...changes };
    replaceAddress(hrefOf({ page: 'tested', filter }));
    draw();
  };
  const sort = (order: TestedOrder): void => {
    change({ order });
    results.querySelector<HTMLElement>(`[data-key="${order.replace('-', '')}"]`)?.focus();
  };
  show(main, [
    h('h1', {}, 'How much was tested'),
    h('div', { id: 'notes' }),
    h(
      'form.toolbar',
      { role: 'search', submit: (event) => event.preventDefault() },
      searchField(filter.query, 'scenario, variant, verdict', (query) => change({ query })),
      chooser('group by', testedGroupings, groupNames, filter.group, (group) => change({ group })),
      h('button', { type: 'button', click: () => change({ order: 'weakest' }) }, 'weakest first'),
    ),
  ]);
  main.querySelector('#notes')?.replaceWith(plain('reading'));
  main.append(results);
  draw();
}

function table(
  sections: readonly TestedSection[],
  order: TestedOrder,
  sort: (order: TestedOrder) => void,
): Content {
  return wideTable(
    'table.tested.cards',
    'how much was tested',
    sortableHeads(columns, order, sort),
    sections.map(({ label, rows }) =>
      h(
        'tbody',
        {},
        label !== undefined && sectionRow(label, counted(rows.length, 'row'), columns.length),
        rows.map(row),
      ),
    ),
  );
}

function row({ href, component, title, variant, verdict, cells }: TestedRow): Content {
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      h('span.quiet', {}, `${component} / `),
      h('a', { href, 'aria-label': `${title}, ${variant}` }, title),
    ),
    h('td', { 'data-label': 'variant' }, variant),
    h('td', { 'data-label': 'verdict' }, verdict),
    cells.map((text, index) => h('td.figure', { 'data-label': figures[index]?.name }, text)),
  );
}
