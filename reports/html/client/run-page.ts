import { componentOf } from '../../matrix.ts';
import { verdictSigns } from '../../verdict-signs.ts';
import { type Content, h, withCode } from '../markup/element.ts';
import { hrefOf } from '../model/route.ts';
import type { RunView } from '../model/run-view.ts';
import { strategyColumns } from '../model/strategy-columns.ts';
import { curveView } from '../views/curve.ts';
import { columnHeads, wideTable } from '../views/wide-table.ts';
import type { PageContext } from './page.ts';
import { show } from './to-dom.ts';

/** How much one scenario was tested against one variant. */
export async function openRun(
  scenario: string,
  variant: string,
  { data, main, signal }: PageContext,
): Promise<void> {
  const { summary } = data;
  const at = summary.results.findIndex(
    (result) => result.variant === variant && summary.scenarios[result.scenario]?.id === scenario,
  );
  const view = (await data.tested())[at]?.run;
  if (signal.aborted) return;
  const result = summary.results[at];
  if (view === undefined || result === undefined) {
    show(main, h('p.lead.bad', {}, `This report has no run of ${scenario} against ${variant}.`));
    return;
  }
  const { glyph, word } = verdictSigns[result.verdict];
  const failures = summary.failures.filter((failure) => failure.result === at);
  show(main, [
    h('p.crumbs', {}, `${componentOf({ scenario })} / ${variant}`),
    h('h1', {}, summary.scenarios[result.scenario]?.title),
    h(
      'p',
      { class: result.unexpected ? 'lead bad' : 'lead' },
      `${glyph} ${word}`,
      result.unexpected && ', not as expected',
    ),
    h('p', {}, view.sentence),
    failures.length > 0 && [
      h('h2', {}, 'Failures'),
      h(
        'ul',
        {},
        failures.map(({ number, message }) =>
          h(
            'li',
            {},
            h('a', { href: hrefOf({ page: 'failure', number }) }, `#${number} `, withCode(message)),
          ),
        ),
      ),
    ],
    h('h2', {}, 'Invariants'),
    plainTable(
      'verdicts',
      ['invariant', 'verdict', ''],
      view.invariants.map(({ id, verdict, note }) => [id, verdict, note]),
    ),
    h('h2', {}, 'Strategies'),
    plainTable('what each strategy did', strategyColumns, view.strategies, 'figures'),
    view.guarantees.length > 0 &&
      h(
        'ul',
        {},
        view.guarantees.map((text) => h('li', {}, text)),
      ),
    discovery(view),
    pairs(view),
    view.measures.length > 0 && [
      h('h2', {}, 'Measured'),
      plainTable('measures', ['measure', 'value'], view.measures, 'figures'),
    ],
  ]);
}

function discovery({ discovery, discovered }: RunView): Content {
  if (discovery.length === 0) return false;
  return [h('h2', {}, 'Orderings discovered'), h('p', {}, discovered), curveView(discovery)];
}

function pairs({ pairs }: RunView): Content {
  return (
    pairs !== undefined && [
      h('h2', {}, 'Pairs of operations'),
      h('p', {}, pairs.sentence),
      h(
        'ul',
        {},
        pairs.missing.map((sentence) => h('li', {}, withCode(sentence))),
      ),
    ]
  );
}

function plainTable(
  label: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  kind = '',
): Content {
  return wideTable(
    kind === '' ? 'table' : `table.${kind}`,
    label,
    columnHeads(columns),
    h(
      'tbody',
      {},
      rows.map(([name, ...cells]) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, name ?? ''),
          cells.map((text) => h('td', {}, text)),
        ),
      ),
    ),
  );
}
