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
  const { component, variants, isPinned, rows, amounts } = view;
  return h(
    'section',
    { 'aria-label': component },
    h('h2', {}, component),
    opening !== undefined && h('p.notes.hint'),
    wideTable(
      `table.matrix${isPinned ? '.pinned' : ''}${opening === undefined ? '' : '.glyphs'}`,
      `${component}: verdicts`,
      [h('td'), variants.map((variant) => h('th', { scope: 'col' }, breakable(variant)))],
      h(
        'tbody',
        {},
        rows.map((row) => rowGroup(view, row, opening)),
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

function rowGroup({ component, variants }: MatrixView, row: RowView, opening: Opening | undefined): Content {
  const { label, parts } = row;
  const cellsOf = (of: Omit<RowView, 'parts'>): Content =>
    of.cells.map((cell, index) =>
      opening === undefined ? wordCell(cell) : glyphCell(cell, `${of.label}, ${variants[index] ?? ''}`),
    );
  const open = opening?.isOpen(component, label) ?? false;
  const heading =
    opening === undefined
      ? label
      : h(
          'button.opener',
          {
            type: 'button',
            tabindex: -1,
            'aria-expanded': open ? 'true' : 'false',
            click: () => opening.toggle(component, label),
          },
          h('span.glyph', { 'aria-hidden': 'true' }, open ? '▾' : '▸'),
          label,
        );
  return [
    h('tr', {}, h('th', { scope: 'row' }, heading), cellsOf(row)),
    open && parts.map((part) => h('tr.part', {}, h('th', { scope: 'row' }, part.label), cellsOf(part))),
  ];
}

/** Where no script runs: all that can be said in a few words. */
function wordCell(cell: CellView | undefined): Content {
  if (cell === undefined) return h('td');
  const { glyph, word, asExpected, contradictsClaim, detail } = cell;
  return h(
    'td',
    { class: classOf(cell) },
    // Plain text: there may be thousands.
    `${glyph} ${word}`,
    detail !== '' && h('small', {}, detail),
    !asExpected && h('small', {}, 'not as expected'),
    contradictsClaim && h('small', {}, 'claimed otherwise'),
  );
}

/** A sign, of what is violated also how often; the rest is told when somebody points at it, or comes to it by keys. */
function glyphCell(cell: CellView | undefined, place: string): Content {
  if (cell === undefined) return h('td');
  const { verdict, glyph, word, asExpected, contradictsClaim, detail, lines, href } = cell;
  const name = [
    `${place}: ${word}`,
    detail,
    !asExpected && 'not as expected',
    contradictsClaim && 'claimed otherwise',
  ];
  return h(
    'td',
    { class: classOf(cell) },
    h(
      href === undefined ? 'span.cell' : 'a.cell',
      {
        href,
        role: href === undefined && 'img',
        tabindex: -1,
        'aria-label': name.filter(Boolean).join(', '),
        'data-tip': lines.join('\n'),
      },
      glyph,
      contradictsClaim && '†',
      verdict === 'violated' && h('small', {}, detail.replace(/^in /, '')),
    ),
  );
}

function classOf({ verdict, asExpected }: CellView): string {
  return `v-${verdict.replace('/', '')}${asExpected ? '' : ' unexpected'}`;
}

/** A long name may break behind its hyphens. */
function breakable(name: string): Content {
  return name.split(/(?<=-)/).map((part, index) => (index === 0 ? part : [h('wbr'), part]));
}
