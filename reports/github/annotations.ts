import type { Report, ScenarioResult } from '../../harness/result.ts';
import { printable } from '../printable.ts';
import { differenceSentences } from '../differing.ts';
import { bySignature, type FailureGroup, failuresOf } from '../failures.ts';
import { plainFailure } from '../plain-failure.ts';
import { type Annotation, workflowCommand } from './workflow-command.ts';

/** GitHub shows so many of a kind for each step of a job. */
const ANNOTATIONS_MOST = 10;

/** Where a scenario is declared. */
export interface Place {
  /** Relative to the repository. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Workflow commands, a line each: an error for each of the first results that are not as expected. */
export function annotations(
  report: Report,
  reportPath: string,
  placeOf: (scenario: string) => Place,
): string {
  const failures = bySignature(failuresOf(report)).filter((failure) => !failure.expected);
  const differing = report.results.filter((result) => !result.asExpected);
  const room = differing.length > ANNOTATIONS_MOST ? ANNOTATIONS_MOST - 1 : ANNOTATIONS_MOST;
  const shown = differing.slice(0, room).map((result) => {
    const own = failures.filter((failure) => failure.result === result);
    return annotation(result, own, reportPath, placeOf(result.scenario));
  });
  const hidden = differing.slice(room);
  const [first] = hidden;
  if (first !== undefined) {
    const message = `${hidden.length} results more are not as expected: see the step's summary.`;
    shown.push({
      level: 'error',
      title: 'heddle',
      file: printable(placeOf(first.scenario).file),
      line: placeOf(first.scenario).line,
      message,
    });
  }
  return shown.map((one) => `${workflowCommand(one)}\n`).join('');
}

function annotation(
  result: ScenarioResult,
  failures: readonly FailureGroup[],
  reportPath: string,
  place: Place,
): Annotation {
  const told = failures.map((failure) => printableLines(plainFailure(failure, reportPath)));
  return {
    level: 'error',
    title: printable(`${result.title} (${result.variant})`),
    file: printable(place.file),
    line: place.line,
    message: [printableLines(differenceSentences(result)), ...told].join('\n\n'),
  };
}

/** A job's log is shown on terminals, too. */
function printableLines(lines: readonly string[]): string {
  return lines.map(printable).join('\n');
}
