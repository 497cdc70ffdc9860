import { type Content, h, withCode } from '../markup/element.ts';
import type { VariantRow } from '../model/variant-rows.ts';
import { columnHeads, wideTable } from '../views/wide-table.ts';
import { sourceView } from './inspector-view.ts';

const signs = {
  passes: '✓ passes',
  fails: '✗ fails',
  differs: '≠ fails otherwise',
  unknown: '? unknown',
} as const;

/** The same schedule on every variant: who leaves the path of the failing one, and where. */
export function variantsView(rows: readonly VariantRow[], own: string): Content {
  if (rows.length === 0) return false;
  return h(
    'section.variants',
    {},
    h('h2', {}, 'The same schedule on the other variants'),
    wideTable(
      'table',
      'outcomes',
      columnHeads(['variant', 'outcome', 'what it does']),
      h(
        'tbody',
        {},
        rows.map(({ variants, outcome, sentence, here, there }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, variants.join(', ')),
            h('td', { class: outcome }, signs[outcome]),
            h(
              'td',
              {},
              withCode(sentence),
              there !== undefined &&
                h(
                  'details',
                  {},
                  h('summary', {}, 'the lines'),
                  h(
                    'div.beside-each-other',
                    {},
                    here !== undefined && h('div', {}, `${own}:`, sourceView(here)),
                    h('div', {}, `${variants[0]}:`, sourceView(there)),
                  ),
                ),
            ),
          ),
        ),
      ),
    ),
  );
}
