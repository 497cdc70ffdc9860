import { type Content, h, withCode } from '../markup/element.ts';
import type { InspectorView } from '../model/inspector.ts';
import type { WorldView } from '../model/world.ts';
import { columnHeads, wideTable } from '../views/wide-table.ts';

/** All that is known of the selected step. */
export function inspectorView(view: InspectorView, step: number, select: (index: number) => void): Content {
  return [
    h('h2', {}, h('span.quiet', {}, `step ${step} `), h('code', {}, view.heading)),
    h('p.notes', {}, view.kind),
    view.violating && h('p.violating-note', {}, h('strong', {}, '✗ The invariant breaks here.')),
    h(
      'dl.facts',
      {},
      view.facts.map(([name, text]) => [h('dt', {}, name), h('dd', {}, withCode(text))]),
    ),
    locks(view),
    view.world.length > 0 && [h('h3', {}, 'State of the world'), view.world.map(world)],
    h('h3', {}, 'What else could have happened'),
    view.alternatives.length === 0
      ? h('p.notes', {}, 'Nothing: this was the only event enabled.')
      : h(
          'ul.alternatives',
          {},
          view.alternatives.map(({ event, index }) =>
            h(
              'li',
              {},
              h('code', {}, event),
              index === undefined
                ? h('span.quiet', {}, ' never happened')
                : [' ', h('button.link', { type: 'button', click: () => select(index) }, 'when it did')],
            ),
          ),
        ),
  ];
}

function locks({ locks, handOffs }: InspectorView): Content {
  if (locks.length === 0) return false;
  return [
    h('h3', {}, 'Locks'),
    wideTable(
      'table',
      undefined,
      columnHeads(['lock', 'held by', 'waited for by', 'in this step']),
      h(
        'tbody',
        {},
        locks.map(({ lock, holders, waiters, events }) =>
          h(
            'tr',
            { class: events.length > 0 ? 'changed' : undefined },
            h('th', { scope: 'row' }, h('code', {}, lock)),
            h('td', {}, holders.join(', ') || '–'),
            h('td', {}, waiters.join(', ') || '–'),
            h('td', {}, events.join(', ')),
          ),
        ),
      ),
    ),
    handOffs.map(({ lock, from, to }) =>
      h('p.notes', {}, withCode(`\`${lock}\` goes from \`${from}\` to \`${to}\`.`)),
    ),
  ];
}

const signs = { same: ' ', added: '+', removed: '−' };
const spoken = { same: '', added: 'added: ', removed: 'removed: ' };

function world({ name, changed, lines, leftOut }: WorldView): Content {
  return h(
    'div.world',
    {},
    h('h4', {}, name, h('span.quiet', {}, changed ? ' changed in this step' : '')),
    lines.length === 0
      ? h('p.notes', {}, '(empty)')
      : h(
          'ul.lines',
          {},
          lines.map(({ sign, path, text }) =>
            h(
              'li',
              { class: sign },
              h('span.sign', { 'aria-hidden': 'true' }, signs[sign]),
              h('span.unseen', {}, spoken[sign]),
              path !== '' && h('span.path', {}, path),
              h('span.value', {}, text),
            ),
          ),
        ),
    leftOut > 0 && h('p.notes', {}, `and ${leftOut} more lines`),
  );
}
