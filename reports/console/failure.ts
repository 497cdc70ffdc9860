import { commandOf, type Failure, type FailureGroup } from '../failures.ts';
import type { DataCause, Tolerance } from '../../harness/result.ts';
import { clipped, printable, wrapped } from '../printable.ts';
import { anotherCause, DATA_NOT_ASKED, foundIn, noneOfThese, UNCONFIRMED } from '../wording.ts';
import { stepsWithin } from './steps.ts';
import type { Style } from './style.ts';

/** One failure in full: damage, place, cause, what to type to see it again, and its other causes. */
export function failureText(failure: FailureGroup, reportPath: string, style: Style): string[] {
  const { paint, width } = style;
  const { finding } = failure;
  return [
    ...damageHeading(failure, style),
    ...unconfirmedText(failure, style),
    ...causeText(finding, style),
    ...notAskedText(failure, style),
    ...(failure.expected ? [] : unexpectedText(failure, style)),
    replayText(failure, reportPath, style),
    ...failure.further.flatMap((other) => [
      paint.dim(anotherCause(other.finding.count)),
      ...unconfirmedText(other, style),
      ...clausesText(other.finding.clauses, style),
      ...measuredText(other.finding, style),
      ...notAskedText(other, style),
      replayText(other, reportPath, style),
    ]),
    ...(failure.others > 0 ? wrapped(noneOfThese(failure.others), width).map((line) => paint.dim(line)) : []),
  ];
}

/** The damage, and where: on one line where both fit. */
export function damageHeading({ finding, result, component, expected }: Failure, style: Style): string[] {
  const { paint, width } = style;
  const damage = printable(finding.message);
  const place = printable(`${component} / ${result.variant} / ${result.title}`);
  const gap = width - damage.length - place.length;
  const tint = expected ? paint.yellow.bold : paint.red.bold;
  if (gap >= 2) return [`${tint(damage)}${' '.repeat(gap)}${paint.dim(place)}`];
  return [
    ...wrapped(damage, width).map((line) => tint(line)),
    ...wrapped(place, width).map((line) => paint.dim(line)),
  ];
}

export function unconfirmedText({ finding }: Failure, { paint, width }: Style): string[] {
  return finding.unconfirmed === true ? wrapped(UNCONFIRMED, width).map((line) => paint.magenta(line)) : [];
}

function notAskedText({ finding }: Failure, { paint, width }: Style): string[] {
  return finding.dataNotAsked === true ? wrapped(DATA_NOT_ASKED, width).map((line) => paint.dim(line)) : [];
}

function replayText(failure: Failure, reportPath: string, { paint }: Style): string {
  return `${paint.dim('replay:')} ${paint.cyan(commandOf(failure, reportPath))}`;
}

/** Lines that the steps of one failure may take: with the sentences around them, it has about 40. */
const STEP_LINES_MOST = 32;

/** What is worth the room only where the failure is news: its steps, and the run that found it. */
function unexpectedText({ finding, result }: Failure, style: Style): string[] {
  const { paint } = style;
  const kept = finding.seed.endsWith('.json');
  const seed = kept
    ? `kept:   ${finding.seed}`
    : `seed:   ${finding.seed} (${foundIn(finding.foundInRun, result.exploration.schedules)}; the replay is shrunk)`;
  return ['', ...stepsWithin(finding, STEP_LINES_MOST, style), '', paint.dim(printable(seed))];
}

/** What is told of why a run fails. */
export interface ToldCause {
  readonly cause: string;
  readonly clauses: readonly string[];
  readonly data?: DataCause;
  readonly tolerances?: readonly Pick<Tolerance, 'sentence'>[];
}

/** The cause: what it begins with, then its clauses, indented; below it the same in data, and how near it is to passing. */
export function causeText({ cause, clauses, ...known }: ToldCause, style: Style): string[] {
  const inWords =
    clauses.length === 0
      ? wrapped(printable(cause), style.width)
      : [printable(cause.slice(0, cause.indexOf(':') + 1)), ...clausesText(clauses, style)];
  return [...inWords, ...measuredText(known, style)];
}

function measuredText(
  { data, tolerances = [] }: Omit<ToldCause, 'cause' | 'clauses'>,
  style: Style,
): string[] {
  return [...dataText(data, style), ...tolerances.flatMap(({ sentence }) => toleranceText(sentence, style))];
}

function toleranceText(sentence: string, { paint, width }: Style): string[] {
  return wrapped(printable(sentence), width).map((line) => boldIds(line, paint));
}

function dataText(data: DataCause | undefined, { paint, width }: Style): string[] {
  if (data === undefined) return [];
  const location = printable(data.location);
  const sentence = printable(data.sentence);
  const parts = sentence.split(/(?<=;) /);
  const isShort = sentence.length <= width || parts.some((part) => part.length > width);
  const lines = isShort ? wrapped(sentence, width) : parts;
  return lines
    .map((line) => boldIds(line, paint))
    .map((line) => (location === '' ? line : line.replaceAll(location, () => paint.bold(location))));
}

function clausesText(clauses: readonly string[], { paint, width }: Style): string[] {
  const body = clauses.flatMap((clause) => wrapped(printable(clause), width - 2).map((line) => `  ${line}`));
  return body.map((line) => boldIds(line, paint));
}

function boldIds(text: string, paint: Style['paint']): string {
  return text.replaceAll(/`[^`]*`/g, (id) => paint.bold(id));
}

/** One failure on one line, with its number in the report. */
export function failureLine(failure: Failure, { paint, width }: Style): string {
  const { finding, result } = failure;
  const number = `#${failure.number}`.padStart(5);
  const place = clipped(printable(`${result.variant} / ${result.title}`), Math.floor(width / 2));
  const damage = clipped(printable(finding.message), width - place.length - number.length - 3);
  const gap = ' '.repeat(Math.max(1, width - number.length - 1 - damage.length - place.length));
  return `${paint.dim(number)} ${damage}${gap}${paint.dim(place)}`;
}
