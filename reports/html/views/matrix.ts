import { type Content, type Element, h } from '../markup/element.ts';
import type { CellView } from '../model/cell.ts';
import type { MatrixView, RowView } from '../model/matrix-view.ts';
import { wideTable } from './wide-table.ts';

/** How a row is opened; absent where nothing can be (without script). */
export interface Opening {
  readonly isOpen: (component: string, label: string) => boolean;
  readonly toggle: (component: string, label: string) => void;
}

/** One component's matrix. Without `opening` its rows stay closed and its cells lead nowhere. */
export function matrixView(view: MatrixView, opening?: Opening): Element {
  const { component, variants, rows, amounts } = view;
  return h(
    'section',
    { 'aria-label': component },
    h('h2', {}, component),
    wideTable(
      'table.matrix',
      `${component}: verdicts`,
      [h('td'), variants.map((variant) => h('th', { scope: 'col' }, breakable(variant)))],
      h(
        'tbody',
        {},
        rows.map((row) => rowGroup(component, row, opening)),
      ),
      h(
        'tfoot',
        {},
        amounts.map(({ label, cells }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, label),
            cells.map((text) => h('td', {}, text)),
          ),
        ),
      ),
    ),
  );
}

function rowGroup(component: string, row: RowView, opening: Opening | undefined): Content {
  const { label, cells, parts } = row;
  const linked = opening !== undefined;
  const open = opening?.isOpen(component, label) ?? false;
  const heading =
    opening === undefined
      ? label
      : h(
          'button.opener',
          {
            type: 'button',
            'aria-expanded': open ? 'true' : 'false',
            click: () => opening.toggle(component, label),
          },
          h('span.glyph', { 'aria-hidden': 'true' }, open ? '▾' : '▸'),
          label,
        );
  return [
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, heading),
      cells.map((cell) => cellView(cell, linked)),
    ),
    open &&
      parts.map((part) =>
        h(
          'tr.part',
          {},
          h('th', { scope: 'row' }, part.label),
          part.cells.map((cell) => cellView(cell, linked)),
        ),
      ),
  ];
}

function cellView(cell: CellView | undefined, linked: boolean): Content {
  if (cell === undefined) return h('td');
  const { verdict, glyph, word, asExpected, contradictsClaim, detail, title, href } = cell;
  // Cells without links are plain text: there may be thousands.
  const words = linked ? [h('span.glyph', { 'aria-hidden': 'true' }, glyph), word] : `${glyph} ${word}`;
  return h(
    'td',
    { class: `v-${verdict.replace('/', '')}${asExpected ? '' : ' unexpected'}`, ...(linked && { title }) },
    linked && href !== undefined ? h('a', { href }, words) : words,
    detail !== '' && h('small', {}, detail),
    !asExpected && h('small', {}, 'not as expected'),
    contradictsClaim && h('small', {}, 'claimed otherwise'),
  );
}

/** A long name may break behind its hyphens. */
function breakable(name: string): Content {
  return name.split(/(?<=-)/).map((part, index) => (index === 0 ? part : [h('wbr'), part]));
}
