import { count, counted, duration } from '../../wording.ts';
import { type Content, h } from '../markup/element.ts';
import type { LiveState } from '../model/live-state.ts';
import { curveView } from './curve.ts';
import { columnHeads, wideTable } from './wide-table.ts';

/** An exploration while it runs. */
export function liveView(state: LiveState): Content {
  const { total, finished, unexpected, elapsedMs, latest, discovery, strategies, found, failures } = state;
  return [
    h(
      'p.lead',
      {},
      `${count(finished)} of ${counted(total, 'verdict')} after ${duration(Math.round(elapsedMs / 1_000) * 1_000)}; `,
      unexpected === 0 ? 'all as expected so far' : h('strong', {}, `${count(unexpected)} not as expected`),
    ),
    finished < total && h('p.quiet', {}, `begun last: ${latest}`),
    h('h2', {}, 'Orderings'),
    discovery.length === 0 ? h('p', {}, 'Nothing has come to its end yet.') : curveView(discovery),
    h('h2', {}, 'Strategies'),
    wideTable(
      'table.figures',
      'strategies',
      columnHeads(['strategy', 'schedules', 'new orderings', 'failing']),
      h(
        'tbody',
        {},
        strategies.map(({ name, schedules, fresh, failing }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, name),
            [schedules, fresh, failing].map((value) => h('td', {}, count(value))),
          ),
        ),
      ),
    ),
    h('h2', {}, counted(found, 'failure')),
    failures.length > 0 &&
      wideTable(
        'table.failures',
        'failures',
        columnHeads(['damage', 'where', '']),
        h(
          'tbody',
          {},
          failures.map(({ message, place, expected }) =>
            h(
              'tr',
              { class: expected ? undefined : 'unexpected' },
              h('td.damage', {}, message),
              h('td', {}, place),
              h('td', {}, expected ? 'expected' : h('strong', {}, 'not expected')),
            ),
          ),
        ),
      ),
  ];
}
