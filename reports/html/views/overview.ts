import type { DocumentedFigures } from '../../documented.ts';
import { type Content, h } from '../markup/element.ts';
import type { LegendEntry } from '../model/legend.ts';
import { columnHeads, wideTable } from './wide-table.ts';

export function legendView(legend: readonly LegendEntry[]): Content {
  return (
    legend.length > 0 &&
    h(
      'dl.legend',
      {},
      legend.map(({ glyph, word, meaning }) =>
        h('div', {}, h('dt', {}, `${glyph} ${word}`), h('dd', {}, meaning)),
      ),
    )
  );
}

/** A scenario's figures as its source gives them, and as measured. */
export function documentedView({ title, source, columns, rows }: DocumentedFigures): Content {
  return h(
    'section',
    { 'aria-label': `${title}: documented and measured` },
    h('h3', {}, title),
    h('p.notes', {}, `documented (${source}), and measured in virtual time`),
    wideTable(
      'table.figures.compared',
      title,
      [columnHeads(['variant']), h('td'), columnHeads(columns)],
      h(
        'tbody',
        {},
        rows.map(({ variant, origin, cells }) =>
          h(
            'tr',
            { class: origin },
            h('th', { scope: 'row' }, variant),
            h('td', {}, origin),
            cells.map((text) => h('td', {}, text)),
          ),
        ),
      ),
    ),
  );
}

export function kindsView(kinds: Readonly<Record<string, string>>): Content {
  const entries = Object.entries(kinds);
  return (
    entries.length > 0 &&
    h(
      'section',
      { 'aria-label': 'kinds of failures' },
      h('h2', {}, 'Kinds of failures'),
      h(
        'dl.kinds',
        {},
        entries.map(([kind, sentence]) => [h('dt', {}, kind), h('dd', {}, sentence)]),
      ),
    )
  );
}

/** How to read the figures of "how much was tested". */
export function readingView(): Content {
  return h(
    'p.notes',
    { id: 'reading' },
    'A verdict “not found” is only as good as the search behind it: what says least stands first. “Chance that one ' +
      'more is new” is the Good–Turing estimate: the chance that one more random schedule shows an ordering that ' +
      'none has shown. “Failure rate, at most” is the rule of three, 3/N. “Pairs in one order only” are operations ' +
      'on one resource that were never seen the other way round, of all such pairs: that is where to look next.',
  );
}
