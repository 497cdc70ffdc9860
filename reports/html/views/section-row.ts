import { type Content, h } from '../markup/element.ts';

/** Names a section of a table, and says how many rows it has. */
export function sectionRow(label: string, rows: string, columns: number): Content {
  return h(
    'tr.section',
    {},
    h('th', { colspan: columns, scope: 'rowgroup' }, label, h('span.quiet', {}, ` ${rows}`)),
  );
}
