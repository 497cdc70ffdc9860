import { type Content, h } from '../markup/element.ts';
import { type Card, cardMarkdown, cardSvg } from '../model/card.ts';
import { copyButton } from './controls.ts';
import { toDom } from './to-dom.ts';

/** The card as it will look, and buttons that copy it. */
export function cardView(card: Card, say: (text: string) => void): Content {
  const picture = cardSvg(card);
  const svg = (): string =>
    toDom(picture)
      .map((node) => new XMLSerializer().serializeToString(node))
      .join('');
  return h(
    'details.card',
    {},
    h('summary', {}, 'Card for a pull request'),
    h(
      'p',
      {},
      copyButton('copy as Markdown', () => cardMarkdown(card), say),
      ' ',
      copyButton('copy as SVG', svg, say),
    ),
    h(
      'div.wide',
      { tabindex: 0, role: 'img', 'aria-label': `${card.claim.text}. ${card.claim.outcome}: ${card.damage}` },
      picture,
    ),
  );
}
