import { type Content, h } from '../markup/element.ts';

/** A column by which a table can be sorted. */
export interface SortableColumn<Key extends string> {
  readonly key: Key;
  readonly name: string;
  /** Numbers are sorted from the largest first, and stand to the right. */
  readonly isNumber?: boolean;
}

/** Heads that are buttons; without `sort`, as where no script runs, plain ones. */
export function sortableHeads<Key extends string>(
  columns: readonly SortableColumn<Key>[],
  order: string,
  sort: ((order: Key | `-${Key}`) => void) | undefined,
): Content {
  return columns.map(({ key, name, isNumber = false }) => {
    const direction = order === key ? 'ascending' : order === `-${key}` ? 'descending' : undefined;
    const next = direction === undefined ? isNumber : direction === 'ascending';
    return h(
      isNumber ? 'th.figure' : 'th',
      { scope: 'col', 'aria-sort': direction },
      sort === undefined
        ? name
        : h(
            'button.sorter',
            { type: 'button', 'data-key': key, click: () => sort(next ? `-${key}` : key) },
            name,
            direction !== undefined &&
              h('span', { 'aria-hidden': 'true' }, direction === 'ascending' ? ' ↑' : ' ↓'),
          ),
    );
  });
}
