import { type Content, type Element, h } from '../markup/element.ts';

/**
 * A table that is scrolled by itself where it is wider than the page.
 * @param tag with its classes, such as `table.failures`
 * @param label says what it shows, for the keyboard, which can scroll it
 */
export function wideTable(
  tag: string,
  label: string,
  heads: Content,
  ...groups: readonly Content[]
): Element {
  return h(
    'div.wide',
    { tabindex: 0, role: 'region', 'aria-label': label },
    h(tag, {}, h('thead', {}, h('tr', {}, heads)), ...groups),
  );
}

export function columnHeads(names: readonly string[]): Content {
  return names.map((name) => h('th', { scope: 'col' }, name));
}
