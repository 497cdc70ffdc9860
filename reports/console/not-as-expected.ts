import type { Report, ScenarioResult } from '../../harness/result.ts';
import { isAsExpected, isHarnessError, type Verdict } from '../../harness/verdict.ts';
import { differenceSentences } from '../differing.ts';
import { bySignature, commandOf, type FailureGroup, failuresOf, shellWord } from '../failures.ts';
import { componentOf } from '../matrix.ts';
import { clipped, printable, wrapped } from '../printable.ts';
import { count, counted } from '../wording.ts';
import { causeText, damageHeading, failureLine, unconfirmedText } from './failure.ts';
import { fileOfTest } from '../../harness/test-id.ts';
import type { Style } from './style.ts';

/** Screen lines that the first one's cause may take. */
const CAUSE_LINES_MOST = 14;
/** That are told on a line each, below the first. */
const OTHERS_MOST = 8;

/** Something that nobody expected: a failure, or a verdict that is another than the expected one. */
type Surprise =
  | { readonly type: 'failure'; readonly result: ScenarioResult; readonly failure: FailureGroup }
  | { readonly type: 'verdict'; readonly result: ScenarioResult; readonly sentence: string };

/**
 * What is not as expected, in few lines, so that the end of the text tells it: the first with damage, cause, and what to
 * do next; of the others a line each.
 */
export function notAsExpected(report: Pick<Report, 'results'>, reportPath: string, style: Style): string[] {
  const [first, ...others] = surprisesOf(report);
  if (first === undefined) return [];
  const { paint } = style;
  const shown = others.slice(0, OTHERS_MOST);
  const hidden = others.length - shown.length;
  return [
    paint.bold.red('Not as expected'),
    ...inFull(first, reportPath, style),
    ...(shown.length === 0 ? [] : [paint.bold(`and ${counted(others.length, 'other')}`)]),
    ...shown.map((surprise) => lineOf(surprise, style)),
    ...(hidden === 0 ? [] : [paint.dim(`      … ${count(hidden)} more`)]),
  ];
}

/** What went wrong with the harness or the scenario comes first, then failures. */
function surprisesOf(report: Pick<Report, 'results'>): readonly Surprise[] {
  const failures = bySignature(failuresOf(report)).filter(({ expected }) => !expected);
  const all = report.results.flatMap((result): Surprise[] => {
    const own = failures.filter((failure) => failure.result === result);
    const told = new Set(own.map(({ finding }) => finding.invariant));
    const rest = result.invariants.filter((one) => !told.has(one.id));
    const untold = rest.length === result.invariants.length || rest.some((one) => !isAsExpected(one));
    const [sentence] = untold ? differenceSentences({ ...result, invariants: rest }) : [];
    return [
      ...own.map((failure) => ({ type: 'failure' as const, result, failure })),
      ...(sentence === undefined ? [] : [{ type: 'verdict' as const, result, sentence }]),
    ];
  });
  return all.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ type, result }: Surprise): number {
  if (isHarnessError(result.verdict)) return 0;
  return type === 'failure' ? 1 : 2;
}

function inFull(surprise: Surprise, reportPath: string, style: Style): string[] {
  const { paint, width } = style;
  const told =
    surprise.type === 'failure' ? failureText(surprise.failure, style) : verdictText(surprise, style);
  const command = surprise.type === 'failure' ? commandOf(surprise.failure, reportPath) : undefined;
  return [
    ...told,
    ...(command === undefined ? [] : [`${paint.dim('replay:')} ${paint.cyan(command)}`]),
    ...wrapped(printable(nextStep(surprise)), width - 'replay: '.length).map(
      (line, at) => `${paint.dim((at === 0 ? 'next:' : '').padEnd('replay: '.length))}${line}`,
    ),
  ];
}

function failureText(failure: FailureGroup, style: Style): string[] {
  const cause = causeText(failure.finding, style);
  const shown = cause.slice(0, CAUSE_LINES_MOST);
  return [
    ...damageHeading(failure, style),
    ...unconfirmedText(failure, style),
    ...shown,
    ...(shown.length < cause.length
      ? [style.paint.dim(`  … ${counted(cause.length - shown.length, 'line')} more, which the replay tells`)]
      : []),
  ];
}

function verdictText(
  { result, sentence }: Surprise & { readonly type: 'verdict' },
  { paint, width }: Style,
): string[] {
  return [
    ...wrapped(printable(sentence), width).map((line) => paint.red.bold(line)),
    ...wrapped(printable(placeOf(result)), width).map((line) => paint.dim(line)),
  ];
}

function lineOf(surprise: Surprise, style: Style): string {
  if (surprise.type === 'failure') return failureLine(surprise.failure, style);
  const { width, paint } = style;
  const place = clipped(
    printable(`${surprise.result.variant} / ${surprise.result.title}`),
    Math.floor(width / 2),
  );
  const text = clipped(printable(surprise.sentence), width - place.length - 8);
  const gap = ' '.repeat(Math.max(1, width - 6 - text.length - place.length));
  return `      ${text}${gap}${paint.dim(place)}`;
}

/** What a reader does about it, one sentence that ends with what to type. */
function nextStep({ type, result }: Surprise): string {
  const again = runAgain(result);
  if (type === 'failure') return `mend it, or say in its scenario that it is expected; then ${again}`;
  return `${advice[result.verdict] ?? 'mend it'}; then ${again}`;
}

const MENDED = 'if it is mended, say so in its scenario; else give it more schedules';
const advice: Partial<Record<Verdict, string>> = {
  'not-found': MENDED,
  exhausted: MENDED,
  violated: MENDED,
  unknown: 'see to it that runs come to their end and check it',
  nondeterministic: 'find what differs from run to run',
  leaks: 'find what outlives a run',
  escaped: 'simulate what is real in it',
};

function runAgain({ scenario, variant }: ScenarioResult): string {
  const test = fileOfTest(scenario);
  return test === undefined
    ? `npx heddle run ${shellWord(scenario)} --variant ${shellWord(variant)}`
    : `run ${test} again`;
}

function placeOf(result: ScenarioResult): string {
  return `${componentOf(result)} / ${result.variant} / ${result.title}`;
}
