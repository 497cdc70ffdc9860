import { clipped } from '../../printable.ts';
import { count, counted } from '../../wording.ts';
import { type Content, h, withCode } from '../markup/element.ts';
import type { Chip, FailureGroup, GroupSection } from '../model/failure-groups.ts';
import type { Order, OrderKey } from '../model/filter.ts';
import { sectionRow } from './section-row.ts';
import { type SortableColumn, sortableHeads } from './sortable-head.ts';
import { wideTable } from './wide-table.ts';

/** Characters of a damage or a cause that a list shows; its own page shows all. */
export const LISTED_MOST = 160;

const columns: readonly SortableColumn<OrderKey>[] = [
  { key: 'damage', name: 'damage' },
  { key: 'cause', name: 'cause' },
  { key: 'invariant', name: 'invariant' },
  { key: 'where', name: 'where' },
  { key: 'often', name: 'schedules', isNumber: true },
  { key: 'steps', name: 'steps', isNumber: true },
];

/** Failures in a list, those of one cause in one row; `most` of these. */
export function failureTable(
  sections: readonly GroupSection[],
  most: number,
  order: Order,
  sort: (order: Order) => void,
): Content {
  let room = most;
  return wideTable(
    'table.failures.cards',
    'failures',
    sortableHeads(columns, order, sort),
    sections.map(({ label, groups }) => {
      const shown = groups.slice(0, room);
      room -= shown.length;
      return (
        shown.length > 0 &&
        h(
          'tbody',
          {},
          label !== undefined && sectionRow(label, counted(groups.length, 'cause'), columns.length),
          shown.map(groupRow),
        )
      );
    }),
  );
}

function groupRow(group: FailureGroup): Content {
  const { cause, invariant, component, title, chips, schedules, steps, more } = group;
  return h(
    'tr',
    { class: group.expected ? undefined : 'unexpected' },
    h('td.damage', {}, damageView(group), !group.expected && h('strong', {}, ' not expected')),
    h('td.why', { 'data-label': 'cause' }, withCode(clipped(cause, LISTED_MOST))),
    h('td', { 'data-label': 'invariant' }, invariant),
    h('td', { 'data-label': 'where' }, `${component} / ${title}`, chipsView(chips)),
    h(
      'td.figure',
      { 'data-label': 'schedules' },
      count(schedules),
      more !== undefined && h('small', {}, more),
    ),
    h('td.figure', { 'data-label': 'steps' }, count(steps)),
  );
}

/** The damage, as a link to the first that shows it. */
export function damageView({ href, number, message, confirmed }: FailureGroup): Content {
  return [
    h('a', { href }, h('span.number', {}, `#${number} `), withCode(clipped(message, LISTED_MOST))),
    !confirmed && h('strong', {}, ' not confirmed'),
  ];
}

/** Variants, each a link to its own failure. */
export function chipsView(chips: readonly (Pick<Chip, 'variant'> & Partial<Chip>)[]): Content {
  return h(
    'ul.chips',
    {},
    chips.map(({ variant, href, number, message }) =>
      h(
        'li',
        {},
        h(
          'a',
          { href, title: message },
          variant,
          number !== undefined && h('span.number', {}, ` #${number}`),
        ),
      ),
    ),
  );
}
