import type { DataCause } from '../../../harness/result.ts';
import { accessesHere } from '../../accesses.ts';
import { clipped } from '../../printable.ts';
import { count, counted, DATA_NOT_ASKED, foundIn, UNCONFIRMED } from '../../wording.ts';
import { type Content, h, withCode } from '../markup/element.ts';
import { cardOf } from '../model/card.ts';
import { claimOf, own } from '../model/claim.ts';
import type { FailureDetail, Told } from '../model/failure-detail.ts';
import { numbersInOrder } from '../model/failure-groups.ts';
import { placeOf } from '../model/failure-rows.ts';
import { noSelection, type Selection } from '../model/filter.ts';
import { type FailureRoute, hrefOf } from '../model/route.ts';
import type { SearchIndex } from '../model/search-index.ts';
import type { FailureSummary, Summary } from '../model/summary.ts';
import { variantRows } from '../model/variant-rows.ts';
import { cardView } from './card-view.ts';
import { dataCauseView } from './data-cause-view.ts';
import { command } from './controls.ts';
import { FailureStepper } from './failure-stepper.ts';
import type { PageContext } from './page.ts';
import { storyView } from './story-view.ts';
import { show, toDom } from './to-dom.ts';
import { toleranceView } from './tolerance-view.ts';
import { variantsView } from './variants-view.ts';

/** Characters of a damage that its page is headed by; the rest is unfolded. */
const HEADING_MOST = 300;

/** One failure: what, why, how to run it again, and its steps one by one. */
export async function openFailure({ number, ...look }: FailureRoute, context: PageContext): Promise<void> {
  const { data, main, say, signal } = context;
  const { summary } = data;
  const failure = summary.failures.find((candidate) => candidate.number === number);
  if (failure === undefined) {
    show(
      main,
      h(
        'p.lead.bad',
        {},
        `There is no failure #${number} in this report. The overview lists all that there are.`,
      ),
    );
    return;
  }
  const { from = noSelection } = look;
  const [detail, told, index] = await Promise.all([
    data.failure(number),
    data.told(),
    from.query === '' ? undefined : data.search(),
  ]);
  if (signal.aborted) return;
  const { scenario, variant = '' } = summary.results[failure.result] ?? {};
  const { id = '' } = summary.scenarios[scenario ?? -1] ?? {};
  const invariant = summary.invariants[failure.invariant] ?? '';
  const story = own(told.stories, id) ?? {};
  const stepper = new FailureStepper(number, detail, told, look, context);
  show(main, [
    neighbours(summary, number, from, index),
    h('p.crumbs', {}, `${placeOf(summary, failure)} `, h('span.quiet', {}, `#${number}`)),
    h('h1', { class: headingClass(failure) }, withCode(clipped(failure.message, HEADING_MOST))),
    failure.message.length > HEADING_MOST &&
      h('details', {}, h('summary', {}, 'the whole damage'), h('p', {}, withCode(failure.message))),
    failure.unexpected && h('p', {}, h('strong.bad', {}, 'Not expected here.')),
    failure.unconfirmed && h('p', {}, h('strong.bad', {}, sentence(UNCONFIRMED))),
    storyView({ story, variant, invariant, href: hrefOf({ page: 'run', scenario: id, variant }) }),
    causeView(detail),
    detail.data !== undefined && dataCauseOf(detail.data, number, stepper, told),
    detail.dataNotAsked === true && h('p.quiet', {}, sentence(DATA_NOT_ASKED)),
    detail.passing?.difference !== undefined &&
      h('p.difference', {}, withCode(`The first value that differs: ${detail.passing.difference.sentence}.`)),
    detail.noPassing !== undefined && h('p', {}, withCode(detail.noPassing)),
    detail.passing !== undefined && h('p', {}, withCode(detail.passing.sentence)),
    toleranceView(detail.bars),
    command(detail.command, say),
    h('p.notes', {}, factsOf(summary, failure, detail)),
  ]);
  main.append(
    ...stepper.elements,
    ...toDom([
      variantsView(variantRows(detail, told.sources), variant),
      cardView(cardOf(detail, claimOf(story, variant, invariant), failure.message), say),
    ]),
  );
  stepper.start();
}

/** A damage that names many things takes less room. */
function headingClass({ unexpected, message }: FailureSummary): string {
  return `${message.length > 140 ? 'long' : ''}${unexpected ? ' bad' : ''}`;
}

/** The failures before and after this one in the list that led here. */
function neighbours(summary: Summary, number: number, from: Selection, index?: SearchIndex): Content {
  const numbers = numbersInOrder(summary, from, index);
  const at = numbers.indexOf(number);
  const link = (to: number | undefined, text: string): Content =>
    to !== undefined && h('a', { href: hrefOf({ page: 'failure', number: to, from }) }, text);
  const [before, after] = [numbers[at - 1], numbers[at + 1]];
  return (
    at !== -1 &&
    numbers.length > 1 &&
    h(
      'p.neighbours',
      {},
      link(before, `← failure #${before}`),
      `${at + 1} of ${numbers.length}`,
      link(after, `next failure #${after} →`),
    )
  );
}

function causeView({ cause, clauses }: FailureDetail): Content {
  if (clauses.length < 2) return h('p.cause', {}, withCode(sentence(cause)));
  return [
    h('p.cause', {}, sentence(cause.slice(0, cause.indexOf(':') + 1))),
    h(
      'ul.clauses',
      {},
      clauses.map((clause) => h('li', {}, withCode(clause))),
    ),
  ];
}

function dataCauseOf(data: DataCause, number: number, stepper: FailureStepper, { sources }: Told): Content {
  const [first] = accessesHere(data);
  const step = first === undefined ? {} : { step: first.step };
  return dataCauseView(data, {
    href: hrefOf({ page: 'failure', number, ...step }),
    mark: () => stepper.markCause(),
    select: (at) => stepper.goTo(at),
    sources,
  });
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[:.]$/.test(text) ? '' : '.'}`;
}

function factsOf(summary: Summary, failure: FailureSummary, detail: FailureDetail): Content {
  const schedules = summary.results[failure.result]?.schedules ?? 0;
  const meaning = summary.kinds[failure.kind] ?? '';
  return [
    `Breaks ${summary.invariants[failure.invariant] ?? ''}: ${failure.kind}${meaning === '' ? '' : ` (${meaning.replace(/\.$/, '')})`}. `,
    howFound(failure, schedules, detail),
    failure.more !== undefined && `${counted(failure.more, 'more failure')} of this signature left out. `,
    'Workload ',
    h('code', {}, detail.workload),
  ];
}

function howFound(
  { count: shown, failing }: FailureSummary,
  schedules: number,
  { seed, foundInRun }: FailureDetail,
): string {
  if (seed === 'replay') return 'Run again from its token. ';
  const so =
    failing === undefined
      ? 'failed so'
      : `failed so and show this cause (${count(failing)} failed so in all)`;
  return `${count(shown)} of ${counted(schedules, 'schedule')} ${so}; ${foundIn(foundInRun, schedules)} (${seed}), then shrunk. `;
}
