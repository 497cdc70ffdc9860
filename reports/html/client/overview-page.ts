import { type Content, h } from '../markup/element.ts';
import { type Filter, groupings, type Order, rowKinds, showings, sorts } from '../model/filter.ts';
import { overviewOf, type OverviewView } from '../model/overview.ts';
import { hrefOf } from '../model/route.ts';
import type { SearchIndex } from '../model/search-index.ts';
import { unexpectedOf } from '../model/unexpected.ts';
import { failureTable } from '../views/failures.ts';
import { matrixView } from '../views/matrix.ts';
import { notAsExpected } from '../views/not-as-expected.ts';
import { replaceAddress } from './address.ts';
import { chooser, searchField } from './controls.ts';
import { matrixKeys } from './matrix-keys.ts';
import type { PageContext } from './page.ts';
import { show } from './to-dom.ts';

const CAUSES_AT_FIRST = 30;
/** Lists that are shown to their end stand among what is unfolded under these names. */
const ALL_CAUSES = 'causes';
const ALL_UNEXPECTED = 'unexpected';

const showingNames = {
  all: 'everything',
  unexpected: 'not as expected',
  violated: 'violated',
  undecided: 'undecided',
  contradicted: 'claimed otherwise',
};
const rowNames = { invariant: 'invariants', scenario: 'scenarios' };
const sortNames = { report: 'as in the report', worst: 'worst first', name: 'by name' };
const groupNames = {
  none: 'nothing',
  component: 'component',
  scenario: 'scenario',
  invariant: 'invariant',
  variant: 'variant',
  kind: 'kind of damage',
};

export async function openOverview(
  first: Filter,
  { data, main, plain, say, signal }: PageContext,
): Promise<void> {
  const { summary } = data;
  let filter = first;
  let index: SearchIndex | undefined;
  const unexpected = document.createElement('div');
  const results = document.createElement('div');
  const failures = document.createElement('div');

  const change = async (changes: Partial<Filter>): Promise<void> => {
    filter = { ...filter, ...changes };
    replaceAddress(hrefOf({ page: 'overview', filter }));
    say(draw());
    await search();
  };
  /** Events, files and tokens are looked through as soon as they are there. */
  const search = async (): Promise<void> => {
    if (filter.query === '' || index !== undefined) return;
    index = await data.search();
    if (!signal.aborted) say(draw());
  };
  const toggle = (key: string): void => {
    const open = filter.open.includes(key) ? filter.open.filter((one) => one !== key) : [...filter.open, key];
    void change({ open });
  };
  const opening = {
    isOpen: (component: string, label: string): boolean => filter.open.includes(`${component}/${label}`),
    toggle: (component: string, label: string): void => {
      toggle(`${component}/${label}`);
      // The rows are drawn anew: keep the focus where it was.
      [...results.querySelectorAll<HTMLElement>(`[aria-label="${CSS.escape(component)}"] .opener`)]
        .find((button) => button.lastChild?.textContent === label)
        ?.focus();
    },
  };
  const sort = (order: Order): void => {
    void change({ order });
    failures.querySelector<HTMLElement>(`[data-key="${order.replace('-', '')}"]`)?.focus();
  };
  const draw = (): string => {
    const view = overviewOf(summary, data.leaves, filter, index);
    const all = filter.open.includes(ALL_UNEXPECTED);
    show(unexpected, notAsExpected(unexpectedEntries, all ? undefined : () => toggle(ALL_UNEXPECTED)));
    show(results, [
      view.matrices.map((matrix) => matrixView(matrix, opening)),
      view.matrices.length === 0 && h('p.notes', {}, 'Nothing matches the filter.'),
    ]);
    show(failures, failureList(view));
    drawn();
    return view.shown;
  };
  const failureList = ({ sections, failures: found, causes }: OverviewView): Content => {
    const most = filter.open.includes(ALL_CAUSES) ? causes : CAUSES_AT_FIRST;
    return (
      found > 0 && [
        h('h2', { id: 'failures' }, `Failures (${found}${causes === found ? '' : `, of ${causes} causes`})`),
        h(
          'p.toolbar',
          {},
          chooser('group by', groupings, groupNames, filter.group, (group) => void change({ group })),
        ),
        failureTable(sections, most, filter.order, sort),
        causes > most &&
          h(
            'p',
            {},
            h(
              'button',
              { type: 'button', click: () => toggle(ALL_CAUSES) },
              `Show ${causes - most} more causes`,
            ),
          ),
      ]
    );
  };

  const unexpectedEntries = unexpectedOf(summary);
  if (filter.query !== '') index = await data.search();
  if (signal.aborted) return;
  show(main, [
    h('h1.unseen', {}, 'Overview'),
    h('div', { id: 'unexpected' }),
    summary.results.length > 0 && toolbar(filter, (changes) => void change(changes)),
  ]);
  main.querySelector('#unexpected')?.replaceWith(plain('heading'), unexpected);
  main.append(plain('legend'), results, failures, plain('supplement'));
  const drawn = matrixKeys(results, signal);
  draw();
}

function toolbar(filter: Filter, change: (changes: Partial<Filter>) => void): Content {
  return h(
    'form.toolbar',
    { role: 'search', submit: (event) => event.preventDefault() },
    searchField(filter.query, 'names, damage, causes, events, files, #285, a token', (query) =>
      change({ query }),
    ),
    chooser('show', showings, showingNames, filter.show, (showing) => change({ show: showing })),
    chooser('rows', rowKinds, rowNames, filter.rows, (rows) => change({ rows })),
    chooser('sort', sorts, sortNames, filter.sort, (sort) => change({ sort })),
  );
}
