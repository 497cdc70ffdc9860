import { type Content, h } from '../markup/element.ts';
import type { RowWindow } from '../model/row-window.ts';
import type { StepCell, StepRow } from '../model/step-table.ts';
import type { Side } from '../model/two-runs.ts';
import { columnHeads } from '../views/wide-table.ts';

export interface StepsView {
  /** Those that are drawn. */
  readonly rows: readonly (StepRow & { readonly column: number })[];
  readonly window: RowWindow;
  readonly all: number;
  readonly compare: boolean;
  /** Whether a step of the failing run matters. */
  readonly matters: (step: number) => boolean;
  readonly select: (side: Side, column: number) => void;
  readonly more: (where: 'before' | 'after') => void;
}

/** The steps as a table: what the lanes show, for reading and for screen readers. */
export function stepsView(view: StepsView): Content {
  const { rows, window, all, compare, more } = view;
  const further = (count: number, where: 'before' | 'after'): Content =>
    count > 0 &&
    h(
      'tr',
      {},
      h(
        'td',
        { colspan: compare ? 6 : 4 },
        h('button.link', { type: 'button', click: () => more(where) }, `${count} more steps ${where}`),
      ),
    );
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
      further(window.from, 'before'),
      rows.map((row) => rowView(row, view)),
      further(all - window.to, 'after'),
    ),
  );
}

function rowView(
  { failing, passing, split, column }: StepsView['rows'][number],
  { compare, matters, select }: StepsView,
): Content {
  const classes = [
    failing?.violating === true ? 'violating' : '',
    failing !== undefined && matters(failing.step) ? 'led' : '',
    failing?.difference === '' || failing === undefined ? '' : 'differs',
    split ? 'decision' : '',
  ];
  const number = (cell: StepCell, side: Side): Content =>
    h(
      'button.link',
      {
        type: 'button',
        click: (event) => {
          event.stopPropagation();
          select(side, column);
        },
      },
      cell.violating && '✗ ',
      cell.step,
    );
  return h(
    'tr',
    {
      class: classes.filter(Boolean).join(' ') || undefined,
      'data-column': column,
      click: () => select(failing === undefined ? 'passing' : 'failing', column),
    },
    failing === undefined
      ? h('td.nothing', { colspan: 4 })
      : [
          h('td.figure', {}, number(failing, 'failing')),
          h('td.figure', {}, failing.time),
          h('td', {}, failing.task),
          h('td', {}, eventView(failing)),
        ],
    compare && [
      h('td.difference', {}, split && h('div', {}, '◀ the decision'), failing?.difference),
      h(
        'td.other',
        {},
        passing !== undefined && [
          number(passing, 'passing'),
          ' ',
          passing.difference === '' && passing.accesses.length === 0 && failing?.difference === ''
            ? '='
            : eventView(passing, true),
        ],
      ),
    ],
  );
}

function eventView(cell: StepCell, ofOther = false): Content {
  const { event, task, outcome, heldUntil, notes, changes, accesses, turns, difference } = cell;
  return [
    ofOther && h('span.quiet', {}, `${task}: `),
    h('code', {}, event),
    outcome !== '' && h('span.outcome', {}, ` → ${outcome}`),
    ofOther && difference !== '' && h('div.difference', {}, difference),
    heldUntil !== undefined && h('div.hold', {}, '◆ held until ', h('code', {}, heldUntil)),
    notes.map((note) => h('div', {}, `“${note}”`)),
    changes.map((change) => h('div.quiet', {}, '* ', h('code', {}, change))),
    accesses.map((access) => h('div.access', {}, `↳ ${access}`)),
    turns.map((text) => h('div.mark-text', {}, `✗ ${text}`)),
  ];
}
