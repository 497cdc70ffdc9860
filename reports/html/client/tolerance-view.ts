import { type Content, type Element, h, withCode } from '../markup/element.ts';
import type { ToleranceBar } from '../model/tolerance-bar.ts';

/** Cells up to which each has its sign. */
const SIGNED_UP_TO = 60;

/** How far deliveries can move before the outcome is another: bars whose handle tells the run under it. */
export function toleranceView(bars: readonly ToleranceBar[]): Content {
  return (
    bars.length > 0 && h('section.tolerances', {}, h('h2', {}, 'How narrow the race is'), bars.map(barView))
  );
}

function barView({ event, sentence, cells, failing = 0 }: ToleranceBar, nth: number): Element {
  const id = `tolerance-${nth}`;
  const tell = (at: number): string => cells[at]?.text ?? '';
  return h(
    'div.tolerance',
    {},
    h('p', {}, withCode(sentence)),
    h(
      'div.cells',
      { 'aria-hidden': 'true' },
      cells.map(({ outcome, sign, text }, at) =>
        h(
          'span',
          { class: at === failing ? `${outcome} own` : outcome, title: text },
          cells.length <= SIGNED_UP_TO && sign,
        ),
      ),
    ),
    h('input', {
      type: 'range',
      min: 0,
      max: cells.length - 1,
      value: failing,
      'aria-label': `where ${event} comes`,
      'aria-valuetext': tell(failing),
      input: ({ target }) => {
        const range = target as HTMLInputElement;
        const text = tell(Number(range.value));
        range.setAttribute('aria-valuetext', text);
        const output = document.getElementById(id);
        if (output !== null) output.textContent = text;
      },
    }),
    h(
      'p.notes',
      {},
      `${cells[0]?.at ?? ''} … ${cells.at(-1)?.at ?? ''} · `,
      h('output', { id }, tell(failing)),
    ),
  );
}
