import type { ScenarioStory } from '../../../harness/result.ts';
import { type Content, h, withCode } from '../markup/element.ts';
import { own } from '../model/claim.ts';

export interface StoryView {
  readonly story: ScenarioStory;
  readonly variant: string;
  readonly invariant: string;
  /** To how much of it was tested. */
  readonly href: string;
}

/** What happens in the scenario, what must hold, and what the variant is and claims, in words. */
export function storyView({ story: told, variant, invariant, href }: StoryView): Content {
  const { story, file, invariants = {}, variants = {} } = told;
  const [first, ...more] = (story ?? '').split(/\n\s*\n/).filter((part) => part.trim() !== '');
  const paragraph = (text: string): Content => h('p', {}, withCode(text));
  const tested = h('a', { href }, 'how much of it was tested');
  const demand = own(invariants, invariant);
  const { what, claim, source, claims = {} } = own(variants, variant) ?? {};
  const said = own(claims, invariant);
  const from = (place = ''): string => (place === '' ? '' : ` (${place})`);
  const ofVariant = [
    what,
    claim !== undefined && `Claimed: ${claim}${from(source)}`,
    said !== undefined && `Claimed of \`${invariant}\`: ${said.claimed}${from(said.source)}.`,
  ].filter((text) => typeof text === 'string');
  if (first === undefined && demand === undefined && ofVariant.length === 0) {
    return h('p.notes', {}, tested);
  }
  return h(
    'section.story',
    { 'aria-label': 'the scenario in words' },
    first !== undefined && [
      h('h2', {}, 'The story'),
      paragraph(first),
      more.length > 0 && h('details', {}, h('summary', {}, 'more of it'), more.map(paragraph)),
    ],
    demand !== undefined && [h('h3', {}, 'What must hold: ', h('code', {}, invariant)), paragraph(demand)],
    ofVariant.length > 0 && [
      h('h3', {}, 'What ', h('code', {}, variant), ' is, and what is claimed of it'),
      ofVariant.map(paragraph),
    ],
    h('p.notes', {}, tested, file !== undefined && ` · ${file}`),
  );
}
