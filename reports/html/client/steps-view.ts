import { type Content, h } from '../markup/element.ts';
import type { StepCell, StepRow } from '../model/step-table.ts';
import { columnHeads } from '../views/wide-table.ts';

const differences: Readonly<Record<StepRow['difference'], string>> = {
  none: '',
  decision: '◀ the decision',
  order: '≠ other event',
  answer: '≠ other answer',
};

/** The steps as a table: what the lanes show, for reading and for screen readers. */
export function stepsView(
  rows: readonly StepRow[],
  compare: boolean,
  select: (index: number) => void,
): Content {
  return h(
    'table.steps',
    {},
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        columnHeads(['step', 'ms', 'task', 'event', ...(compare ? ['', 'in the passing run'] : [])]),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row) => rowView(row, compare, select)),
    ),
  );
}

function rowView(row: StepRow, compare: boolean, select: (index: number) => void): Content {
  const { failing, passing, difference } = row;
  const classes = [
    failing?.violating === true ? 'violating' : '',
    failing?.led === true ? 'led' : '',
    failing?.heldUntil === undefined ? '' : 'held',
    difference === 'none' ? '' : `differs ${difference}`,
  ];
  return h(
    'tr',
    {
      class: classes.filter(Boolean).join(' ') || undefined,
      'data-index': failing?.index,
      ...(failing !== undefined && { click: () => select(failing.index) }),
    },
    failing === undefined
      ? h('td.nothing', { colspan: 4 })
      : [
          h('td.figure', {}, h('button.link', { type: 'button' }, failing.violating && '✗ ', failing.step)),
          h('td.figure', {}, failing.time),
          h('td', {}, failing.task),
          h('td', {}, eventView(failing)),
        ],
    compare && [
      h('td.difference', {}, differences[difference]),
      h(
        'td.other',
        {},
        passing !== undefined &&
          (difference === 'none' && passing.accesses.length === 0 ? '=' : eventView(passing, true)),
      ),
    ],
  );
}

function eventView(cell: StepCell, withTask = false): Content {
  const { event, task, outcome, heldUntil, notes, changes, accesses, violating } = cell;
  return [
    withTask && h('span.quiet', {}, `${task}: `),
    h('code', {}, event),
    outcome !== '' && h('span.outcome', {}, ` → ${outcome}`),
    heldUntil !== undefined && h('div.hold', {}, '◆ held until ', h('code', {}, heldUntil)),
    notes.map((note) => h('div', {}, `“${note}”`)),
    changes.map((change) => h('div.quiet', {}, '* ', h('code', {}, change))),
    accesses.map((access) => h('div.access', {}, `↳ ${access}`)),
    violating && h('div.mark-text', {}, '✗ the invariant breaks here'),
  ];
}
