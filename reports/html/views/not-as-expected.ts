import { clipped } from '../../printable.ts';
import { verdictSigns } from '../../verdict-signs.ts';
import { type Content, h, withCode } from '../markup/element.ts';
import type { Unexpected } from '../model/unexpected.ts';
import { chipsView, damageView, LISTED_MOST } from './failures.ts';

/** More of them leave no room for anything else on the first screen. */
const SHOWN_AT_FIRST = 4;

/**
 * What is not as expected: damage, cause, and a link to each.
 * @param showAll shows all of them; absent where they are shown
 */
export function notAsExpected(entries: readonly Unexpected[], showAll?: () => void): Content {
  const shown = showAll === undefined ? entries : entries.slice(0, SHOWN_AT_FIRST);
  const more = entries.length - shown.length;
  return (
    entries.length > 0 &&
    h(
      'section.not-as-expected',
      { 'aria-label': 'not as expected' },
      h('h2', {}, `Not as expected (${entries.length})`),
      h(
        'ul',
        {},
        shown.map((entry) => h('li', {}, entryView(entry))),
      ),
      showAll !== undefined &&
        more > 0 &&
        h('p', {}, h('button', { type: 'button', click: showAll }, `Show ${more} more not as expected`)),
    )
  );
}

function entryView(entry: Unexpected): Content {
  if (entry.type === 'failure') {
    const { group } = entry;
    return [
      h('p.damage', {}, damageView(group)),
      h('p.why', {}, withCode(clipped(group.cause, LISTED_MOST))),
      placeView(`${group.component} / ${group.title} · breaks ${group.invariant}`, chipsView(group.chips)),
    ];
  }
  const { verdict, sentence, component, title, variants } = entry.difference;
  return [
    h(
      'p.damage',
      {},
      h('span.glyph', { 'aria-hidden': 'true' }, verdictSigns[verdict].glyph),
      withCode(clipped(sentence, LISTED_MOST)),
    ),
    placeView(`${component} / ${title}`, chipsView(variants)),
  ];
}

function placeView(place: string, chips: Content): Content {
  return h('div.place', {}, h('span', {}, place), chips);
}
