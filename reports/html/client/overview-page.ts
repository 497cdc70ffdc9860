import { type Content, h } from '../markup/element.ts';
import { type Filter, rowKinds, showings, sorts } from '../model/filter.ts';
import { headingOf, overviewOf } from '../model/overview.ts';
import { hrefOf } from '../model/route.ts';
import { headingView } from '../views/heading.ts';
import { matrixView } from '../views/matrix.ts';
import { documentedView, failureTable, kindsView, legendView } from '../views/overview.ts';
import { racesView } from '../views/races.ts';
import { chooser, searchField } from './controls.ts';
import type { PageContext } from './page.ts';
import { show } from './to-dom.ts';

const FAILURES_AT_FIRST = 30;

const showingNames = {
  all: 'everything',
  unexpected: 'not as expected',
  violated: 'violated',
  undecided: 'undecided',
  contradicted: 'claimed otherwise',
};
const rowNames = { invariant: 'invariants', scenario: 'scenarios' };
const sortNames = { report: 'as in the report', worst: 'worst first', name: 'by name' };

export async function openOverview(first: Filter, { data, main, say }: PageContext): Promise<void> {
  const { summary } = data;
  let filter = first;
  let failuresMost = FAILURES_AT_FIRST;
  const open = new Set<string>();
  const results = document.createElement('div');

  const change = (changes: Partial<Filter>): void => {
    filter = { ...filter, ...changes };
    history.replaceState(null, '', hrefOf({ page: 'overview', filter }));
    say(draw());
  };
  const opening = {
    isOpen: (component: string, label: string): boolean => open.has(`${component}/${label}`),
    toggle: (component: string, label: string): void => {
      const key = `${component}/${label}`;
      if (!open.delete(key)) open.add(key);
      draw();
      // The rows are drawn anew: keep the focus where it was.
      [...results.querySelectorAll<HTMLElement>(`[aria-label="${CSS.escape(component)}"] .opener`)]
        .find((button) => button.lastChild?.textContent === label)
        ?.focus();
    },
  };
  const draw = (): string => {
    const view = overviewOf(summary, data.leaves, filter);
    const more = view.failures.length - failuresMost;
    show(results, [
      view.matrices.map((matrix) => matrixView(matrix, opening)),
      view.matrices.length === 0 && h('p.notes', {}, 'Nothing matches the filter.'),
      legendView(view.legend),
      view.failures.length > 0 && [
        h('h2', { id: 'failures' }, `Failures (${view.failures.length})`),
        failureTable(view.failures, failuresMost),
        more > 0 && h('p', {}, h('button', { type: 'button', click: showAll }, `Show ${more} more`)),
      ],
    ]);
    return view.shown;
  };
  const showAll = (): void => {
    failuresMost = Infinity;
    draw();
  };

  show(main, [
    h('h1.unseen', {}, 'Overview'),
    headingView(headingOf(summary)),
    toolbar(filter, change),
    h('div', { id: 'results' }),
    summary.races !== undefined && racesView(summary.races),
    summary.documented.length > 0 && h('h2', {}, 'Documented and measured'),
    summary.documented.map(documentedView),
    kindsView(summary.kinds),
  ]);
  results.id = 'results';
  main.querySelector('#results')?.replaceWith(results);
  draw();
}

function toolbar(filter: Filter, change: (changes: Partial<Filter>) => void): Content {
  return h(
    'form.toolbar',
    { role: 'search', submit: (event) => event.preventDefault() },
    searchField(filter.query, 'component, variant, invariant, words', (query) => change({ query })),
    chooser('show', showings, showingNames, filter.show, (showing) => change({ show: showing })),
    chooser('rows', rowKinds, rowNames, filter.rows, (rows) => change({ rows })),
    chooser('sort', sorts, sortNames, filter.sort, (sort) => change({ sort })),
  );
}
