import { type Content, h } from '../markup/element.ts';
import type { Heading } from '../model/heading.ts';

/** What was asked and what was found, in one sentence, and the circumstances. */
export function headingView({ sentence, allAsExpected, notes }: Heading): Content {
  return [
    h('p', { class: allAsExpected ? 'lead' : 'lead bad' }, sentence),
    h('p.notes', {}, notes.join(' · ')),
  ];
}
