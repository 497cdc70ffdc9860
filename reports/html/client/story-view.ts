import type { ScenarioStory } from '../../../harness/result.ts';
import { type Content, h, withCode } from '../markup/element.ts';

export interface StoryView {
  readonly told: ScenarioStory;
  readonly variant: string;
  readonly invariant: string;
  /** To how much of it was tested. */
  readonly href: string;
}

/** What happens in the scenario, what must hold, and what the variant claims, in words. */
export function storyView({ told, variant, invariant, href }: StoryView): Content {
  const { story, file, invariants = {}, variants = {} } = told;
  const [first, ...more] = (story ?? '').split(/\n\s*\n/).filter((part) => part.trim() !== '');
  const paragraph = (text: string): Content => h('p', {}, withCode(text));
  const tested = h('a', { href }, 'how much of it was tested');
  if (first === undefined && invariants[invariant] === undefined && variants[variant] === undefined) {
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
    Object.hasOwn(invariants, invariant) && [
      h('h3', {}, 'What must hold: ', h('code', {}, invariant)),
      paragraph(invariants[invariant] ?? ''),
    ],
    Object.hasOwn(variants, variant) && [
      h('h3', {}, 'What ', h('code', {}, variant), ' is and claims'),
      paragraph(variants[variant] ?? ''),
    ],
    h('p.notes', {}, tested, file !== undefined && ` · ${file}`),
  );
}
