import type { DataAccess, DataCause, SourceLines } from '../../../harness/result.ts';
import { type Content, h, withCode } from '../markup/element.ts';
import { excerptOf } from '../model/source.ts';
import { sourceView } from './inspector-view.ts';

/** What a reader does with a cause in data. */
export interface DataCauseActions {
  /** Where the sentence leads without script, or in another window. */
  readonly href: string;
  /** Marks the accesses in the lanes. */
  readonly mark: () => void;
  /** Goes to a step of the failing run. */
  readonly select: (step: number) => void;
  /** Lines of code, where they are known. */
  readonly sources: SourceLines;
}

/** The cause in data: its sentence, which marks its steps in the lanes, and its accesses with value and place. */
export function dataCauseView(data: DataCause, { href, mark, select, sources }: DataCauseActions): Content {
  const follow = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    mark();
  };
  return h(
    'section.data-cause',
    { 'aria-label': 'the cause in data' },
    h(
      'p',
      {},
      h('a', { href, title: 'mark these steps in the lanes (c)', click: follow }, sentenceOf(data)),
      '.',
    ),
    h(
      'ol',
      {},
      data.accesses.map((access) => h('li', {}, accessView(access, data, select, sources))),
    ),
  );
}

function sentenceOf({ sentence, location }: DataCause): readonly Content[] {
  return withCode(sentence).map((part) =>
    typeof part !== 'string' || location === ''
      ? part
      : part.split(location).flatMap((text, nth) => (nth === 0 ? [text] : [h('code', {}, location), text])),
  );
}

function accessView(
  access: DataAccess,
  data: DataCause,
  select: DataCauseActions['select'],
  sources: SourceLines,
): Content {
  const { step, task, kind, location = data.location, value, place, isMissing } = access;
  const excerpt = place === undefined ? undefined : excerptOf(sources, place);
  return [
    isMissing === true
      ? h('span.quiet', {}, `step ${step} of the passing run, never here: `)
      : [h('button.link', { type: 'button', click: () => select(step) }, `step ${step}`), ' '],
    `${task} ${kind === 'read' ? 'reads' : 'writes'} `,
    h('code', {}, location),
    value !== undefined && [': ', h('code.value', {}, value)],
    place !== undefined && h('span.place', {}, ' ', place),
    excerpt !== undefined && h('details', {}, h('summary', {}, 'the lines'), sourceView(excerpt)),
  ];
}
