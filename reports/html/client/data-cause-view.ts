import type { DataAccess, DataCause } from '../../../harness/result.ts';
import { type Content, h, withCode } from '../markup/element.ts';

/** What a reader does with a cause in data. */
export interface DataCauseActions {
  /** Where the sentence leads without script, or in another window. */
  readonly href: string;
  /** Marks the accesses in the lanes. */
  readonly mark: () => void;
  /** Goes to a step of the failing run. */
  readonly select: (step: number) => void;
}

/** The cause in data: its sentence, which marks its steps in the lanes, and its accesses with value and place. */
export function dataCauseView(data: DataCause, { href, mark, select }: DataCauseActions): Content {
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
      data.accesses.map((access) => h('li', {}, accessView(access, data, select))),
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

function accessView(access: DataAccess, data: DataCause, select: DataCauseActions['select']): Content {
  const { step, task, kind, location = data.location, value, place, isMissing } = access;
  return [
    isMissing === true
      ? h('span.quiet', {}, `step ${step} of the passing run, never here: `)
      : [h('button.link', { type: 'button', click: () => select(step) }, `step ${step}`), ' '],
    `${task} ${kind === 'read' ? 'reads' : 'writes'} `,
    h('code', {}, location),
    value !== undefined && [': ', h('code.value', {}, value)],
    place !== undefined && h('span.place', {}, ' ', place),
  ];
}
