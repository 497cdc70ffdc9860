import type { TraceStep } from '../../../harness/result.ts';
import { accessesOf } from '../../accesses.ts';
import { elide, type Turn } from '../../elide.ts';
import { type Failure, commandOf } from '../../failures.ts';
import {
  changesOf,
  counted,
  DATA_NOT_ASKED,
  labelOf,
  moment,
  outcomeOf,
  UNCONFIRMED,
} from '../../wording.ts';
import { type Content, h, withCode } from '../markup/element.ts';

/** Characters of text that the failures may take together, so that the file stays small. */
const TEXT_MOST = 80_000;
const STEPS_MOST = 60;
const LINE_MOST = 160;

/**
 * The failures for a reader without script: damage, cause, replay command and steps as text.
 * The first of each (component, kind, invariant) come first; what no longer fits is counted.
 */
export function textTraces(failures: readonly Failure[], reportPath: string): Content {
  const articles: Content[] = [];
  let room = TEXT_MOST;
  for (const failure of firstOfEachSort(failures)) {
    const { message, cause, data } = failure.finding;
    const around = message.length + cause.length + (data?.sentence.length ?? 0) + 300;
    // Steps may have to be read from the disk: only where there is room for any.
    if (around > room) continue;
    const trace = traceText(failure);
    const size = trace.length + around;
    if (size > room) continue;
    room -= size;
    articles.push(article(failure, trace, reportPath));
  }
  const leftOut = failures.length - articles.length;
  return h(
    'section',
    {},
    h('h2', {}, 'Failures'),
    articles,
    leftOut > 0 && h('p', {}, `${counted(leftOut, 'further failure')}: shown where scripts may run.`),
  );
}

function firstOfEachSort(failures: readonly Failure[]): readonly Failure[] {
  const seen = new Set<string>();
  const first: Failure[] = [];
  const others: Failure[] = [];
  for (const failure of failures) {
    const { kind, invariant } = failure.finding;
    const sort = `${failure.component} ${kind} ${invariant}`;
    (failure.expected && seen.has(sort) ? others : first).push(failure);
    seen.add(sort);
  }
  return [...first, ...others];
}

function article(failure: Failure, trace: string, reportPath: string): Content {
  const { finding, component, result, expected, number } = failure;
  const place = `${component} / ${result.variant} / ${result.title} · ${finding.invariant}`;
  return h(
    'article',
    { id: `f${number}` },
    h('h3', {}, finding.message),
    h('p', {}, `${place} · ${expected ? 'expected' : 'not expected'}`),
    finding.unconfirmed === true && h('p', {}, UNCONFIRMED),
    h('p', {}, withCode(finding.cause)),
    finding.data !== undefined && h('p', {}, withCode(finding.data.sentence)),
    finding.dataNotAsked === true && h('p', {}, DATA_NOT_ASKED),
    h('pre', {}, commandOf(failure, reportPath)),
    h('pre', {}, trace),
  );
}

function traceText({ finding }: Failure): string {
  const lines = elide(finding.steps, finding, STEPS_MOST).flatMap((stretch) =>
    stretch.type === 'left-out'
      ? [`      … ${counted(stretch.count, 'step')} left out`]
      : stretch.steps.map((step) => stepLine(step, finding)),
  );
  return lines.join('\n');
}

function stepLine(step: TraceStep, { violatingStep, data }: Turn): string {
  const mark = step.step === violatingStep ? '✗' : ' ';
  const outcome = outcomeOf(step);
  const text = [
    `${mark} ${String(step.step).padStart(3)} ${moment(step.atMs).padStart(7)} ms  ${step.task}: ${labelOf(step)}`,
    ...(outcome === '' ? [] : [`→ ${outcome}`]),
    ...(step.heldUntil === undefined ? [] : [`◆ held until ${step.heldUntil}`]),
    ...(step.notes ?? []).map((note) => `“${note}”`),
    ...changesOf(step).map((change) => `* ${change}`),
    ...accessesOf(step, data),
  ].join('  ');
  return text.length <= LINE_MOST ? text : `${text.slice(0, LINE_MOST - 1)}…`;
}
