import type { Report, ScenarioResult } from '../../harness/result.ts';
import { isHarnessError } from '../../harness/verdict.ts';
import { differenceSentences, firstLine } from '../differing.ts';
import { bySignature, type FailureGroup, failuresOf } from '../failures.ts';
import { groupBy } from '../matrix.ts';
import { plainFailure } from '../plain-failure.ts';
import { verdictSigns } from '../verdict-signs.ts';
import { counted } from '../wording.ts';
import { attribute, content } from './escape-xml.ts';

/** What the reporter asks of the outside. */
export interface JunitOptions {
  /** Where `report.json` is, as a reader would type it. */
  readonly reportPath: string;
  /** The file of a scenario, relative to the repository; shown by GitLab. */
  readonly fileOf: (scenario: string) => string;
}

/**
 * JUnit XML: a test case for each (scenario, variant), in a suite for each scenario. The system is the class name, since
 * GitLab ignores suites; the replay command stands in the failure's text.
 */
export function junitReport(report: Report, options: JunitOptions): string {
  const failures = bySignature(failuresOf(report));
  const suites = groupBy(report.results, ({ scenario }) => scenario).map(([scenario, results]) => {
    const cases = results.map((result) => testCase(result, failures, options));
    return `  <testsuite name="${attribute(scenario)}"${counts(results)}>\n${cases.join('')}  </testsuite>\n`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="heddle"${counts(report.results)}>\n`,
    ...suites,
    '</testsuites>\n',
  ].join('');
}

function counts(results: readonly ScenarioResult[]): string {
  const of = (status: CaseStatus): number => results.filter((result) => statusOf(result) === status).length;
  const ms = results.reduce((sum, { timing }) => sum + timing.durationMs, 0);
  return ` tests="${results.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}" time="${seconds(ms)}"`;
}

type CaseStatus = 'as-expected' | 'failure' | 'error' | 'skipped';

function statusOf({ verdict, asExpected }: ScenarioResult): CaseStatus {
  if (verdict === 'n/a') return 'skipped';
  if (asExpected) return 'as-expected';
  return isHarnessError(verdict) ? 'error' : 'failure';
}

function testCase(result: ScenarioResult, failures: readonly FailureGroup[], options: JunitOptions): string {
  const { system, title, variant, scenario, timing } = result;
  const head = `    <testcase classname="${attribute(system)}" name="${attribute(`${title} (${variant})`)}" file="${attribute(options.fileOf(scenario))}" time="${seconds(timing.durationMs)}"`;
  const body = bodyOf(
    result,
    failures.filter((failure) => failure.result === result),
    options,
  );
  return body === '' ? `${head}/>\n` : `${head}>\n${body}    </testcase>\n`;
}

function bodyOf(result: ScenarioResult, failures: readonly FailureGroup[], options: JunitOptions): string {
  const unexpected = failures.filter((failure) => !failure.expected);
  switch (statusOf(result)) {
    case 'skipped':
      return `      <skipped message="${attribute(firstLine(result.reason ?? 'does not apply'))}"/>\n`;
    case 'error':
      return problem('error', result.verdict, differenceSentences(result), result.reason ?? '');
    case 'failure': {
      const type = unexpected[0]?.finding.kind ?? result.verdict;
      const text = unexpected.map((failure) => plainFailure(failure, options.reportPath).join('\n'));
      return problem('failure', type, differenceSentences(result), text.join('\n\n'));
    }
    case 'as-expected':
      return systemOut(result, failures, options);
  }
}

function problem(
  element: 'error' | 'failure',
  type: string,
  sentences: readonly string[],
  text: string,
): string {
  const message = sentences.join('; ');
  return `      <${element} type="${attribute(type)}" message="${attribute(message)}">${content(text === '' ? message : text)}</${element}>\n`;
}

/** What was found, as expected, and how much ran. */
function systemOut(
  { verdict, exploration }: ScenarioResult,
  failures: readonly FailureGroup[],
  { reportPath }: JunitOptions,
): string {
  const ran = `${verdictSigns[verdict].word} in ${counted(exploration.schedules, 'schedule')}`;
  const found = failures.map((failure) => plainFailure(failure, reportPath).join('\n'));
  return `      <system-out>${content([ran, ...found].join('\n\n'))}</system-out>\n`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
