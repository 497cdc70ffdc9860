import { type Content, h, withCode } from '../markup/element.ts';
import type { InspectorView, OtherView } from '../model/inspector.ts';
import type { Excerpt } from '../model/source.ts';
import type { Side } from '../model/two-runs.ts';
import type { WorldView } from '../model/world.ts';
import { columnHeads, wideTable } from '../views/wide-table.ts';

/** All that is known of the selected step. */
export function inspectorView(
  view: InspectorView,
  select: (index: number) => void,
  cross: () => void,
): Content {
  const { side, step, other, source } = view;
  return [
    h(
      'h2',
      {},
      h('span.quiet', {}, `${side === 'passing' ? 'passing run, ' : ''}step ${step} `),
      h('code', {}, view.heading),
    ),
    h('p.notes', {}, view.kind),
    view.turns.map((text) => h('p.violating-note', {}, h('strong', {}, withCode(`✗ ${text}`)))),
    other !== undefined && otherRun(side, other, cross),
    h(
      'dl.facts',
      {},
      view.facts.map(([name, text]) => [h('dt', {}, name), h('dd', {}, withCode(text))]),
    ),
    source !== undefined && sourceView(source),
    locks(view),
    view.world.length > 0 && [h('h3', {}, 'State of the world'), view.world.map((part) => world(part, side))],
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

/** Where the other run is at this moment, and the way to it. */
function otherRun(side: Side, { at, difference, answer }: OtherView, cross: () => void): Content {
  const name = side === 'failing' ? 'passing' : 'failing';
  return h(
    'p.other-run',
    {},
    difference !== '' && h('strong', {}, `${difference}. `),
    answer !== undefined && [`The ${name} run answers `, h('code', {}, answer), '. '],
    at === undefined
      ? `The ${name} run has not begun.`
      : [
          `The ${name} run is at `,
          withCode(at),
          ' ',
          h('button.link', { type: 'button', click: cross }, `inspect the ${name} run`),
        ],
  );
}

/** The line that a step names, with those around it. */
export function sourceView({ location, lines }: Excerpt): Content {
  return h(
    'figure.source',
    {},
    h('figcaption', {}, location),
    h(
      'pre',
      { tabindex: 0, 'aria-label': `code at ${location}` },
      lines.map(({ number, text, isNamed }) =>
        h(isNamed ? 'mark' : 'span', {}, `${String(number).padStart(5)}  ${text}`),
      ),
    ),
  );
}

function locks({ locks, handOffs }: InspectorView): Content {
  if (locks.length === 0) return false;
  return [
    h('h3', {}, 'Locks'),
    wideTable(
      'table',
      'locks',
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

const signs = { same: ' ', added: '+', removed: '−', there: '≠' };
const spoken = { same: '', added: 'added: ', removed: 'removed: ', there: '' };

function world({ name, changed, lines, leftOut }: WorldView, side: Side): Content {
  const elsewhere = side === 'failing' ? 'in the passing run' : 'in the failing run';
  return h(
    'div.world',
    {},
    h('h4', {}, name, h('span.quiet', {}, changed ? ' changed in this step' : '')),
    lines.length === 0
      ? h('p.notes', {}, '(empty)')
      : h(
          'ul.lines',
          {},
          lines.map(({ sign, path, text, hereOnly }) =>
            h(
              'li',
              { class: sign },
              h('span.sign', { 'aria-hidden': 'true' }, signs[sign]),
              h('span.unseen', {}, spoken[sign]),
              path !== '' && h('span.path', {}, path),
              h('span.value', {}, text),
              sign === 'there' && h('span.beside', {}, ` ${elsewhere}`),
              hereOnly === true && h('span.beside', {}, ` not ${elsewhere}`),
            ),
          ),
        ),
    leftOut > 0 && h('p.notes', {}, `and ${leftOut} more lines`),
  );
}
