import { h } from '../markup/element.ts';
import { show } from './to-dom.ts';

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

/** Keys that mean the same on every page. */
export function listenForShortcuts(): void {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', 'keys');
  show(dialog, [
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
    h('button', { type: 'button', click: () => dialog.close() }, 'close'),
  ]);
  document.body.append(dialog);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '?') dialog.showModal();
    else if (event.key === '/') document.querySelector<HTMLElement>('input[type=search]')?.focus();
    else return;
    event.preventDefault();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}
