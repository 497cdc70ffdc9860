import type { Report, ScenarioResult } from '../../harness/result.ts';
import { printable } from '../printable.ts';
import { differenceSentences, firstLine } from '../differing.ts';
import { bySignature, type FailureGroup, failuresOf } from '../failures.ts';
import { plainFailure } from '../plain-failure.ts';
import { verdictSigns } from '../verdict-signs.ts';

/** TAP version 14: a test point for each (scenario, variant); what is wrong stands in its YAML block. */
export function tapReport(report: Report, reportPath: string): string {
  const failures = bySignature(failuresOf(report)).filter((failure) => !failure.expected);
  const points = report.results.flatMap((result, at) => {
    const own = failures.filter((failure) => failure.result === result);
    return [pointOf(result, at + 1), ...(result.asExpected ? [] : diagnosis(result, own, reportPath))];
  });
  const bail = report.interrupted ? ['Bail out! interrupted'] : [];
  return `${['TAP version 14', `1..${report.results.length}`, ...points, ...bail].join('\n')}\n`;
}

function pointOf({ scenario, variant, verdict, asExpected, reason }: ScenarioResult, number: number): string {
  const name = description(`${scenario} · ${variant} · ${verdictSigns[verdict].word}`);
  const skip = verdict === 'n/a' ? ` # SKIP ${description(firstLine(reason ?? 'does not apply'))}` : '';
  return `${asExpected ? 'ok' : 'not ok'} ${number} - ${name}${skip}`;
}

/** A hash would begin a directive, a backslash an escape. */
function description(text: string): string {
  return printable(text).replaceAll(/[\\#]/g, (character) => `\\${character}`);
}

function diagnosis(result: ScenarioResult, failures: readonly FailureGroup[], reportPath: string): string[] {
  const entries = [
    ['message', differenceSentences(result).join('; ')],
    ['system', result.system],
    ['seed', failures[0]?.finding.seed],
  ];
  const lines = entries.flatMap(([key, text]) => (text === undefined ? [] : [`  ${key}: ${quoted(text)}`]));
  const told = failures.map((failure) => plainFailure(failure, reportPath));
  const block = told.flatMap((text) => [
    '    -',
    ...text.map((line) => `      - ${quoted(line.trimStart())}`),
  ]);
  return ['  ---', ...lines, ...(block.length > 0 ? ['  failures:', ...block] : []), '  ...'];
}

/** A double-quoted YAML scalar: JSON's escapes are YAML's too. */
function quoted(text: string): string {
  return JSON.stringify(printable(text));
}
