import { type Content, h } from '../markup/element.ts';

const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['/'], 'to the filter'],
  [['?'], 'these keys'],
  [['←', '↑', '→', '↓', 'Home', 'End'], 'from cell to cell in a matrix'],
  [['Esc'], 'closes this, and what explains a cell'],
  [['←', 'k'], 'of a failure: one step back'],
  [['→', 'j'], 'one step on'],
  [['Home', 'End'], 'first and last step'],
  [['v'], 'to the step at which the invariant breaks'],
  [['d'], 'to the decision: where the runs part'],
  [['p'], 'beside the passing run'],
  [['r'], 'inspect the other run'],
  [['c'], 'what matters, or all'],
  [['a'], 'all arrows'],
  [['t'], 'true to time'],
  [['+', '-'], 'nearer and farther'],
];

/** What keys mean, for a reader who asks; closed until then. */
export function keysView(): Content {
  return h(
    'dialog',
    { id: 'keys', 'aria-label': 'keys' },
    h('h2', {}, 'Keys'),
    h(
      'dl.kinds',
      {},
      keys.map(([names, what]) => [
        h(
          'dt',
          {},
          names.map((name) => h('kbd', {}, name)),
        ),
        h('dd', {}, what),
      ]),
    ),
    h('button', { type: 'button' }, 'close'),
  );
}
