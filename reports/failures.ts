import type { Report, ReportedFinding, ScenarioResult } from '../harness/result.ts';
import { isViolationExpected } from '../harness/verdict.ts';
import { componentOf } from './matrix.ts';

/** A finding with its place: `replay report.json#number` runs it again. */
export interface Failure {
  /** From 1, in the order of the report. */
  readonly number: number;
  readonly component: string;
  readonly result: ScenarioResult;
  readonly finding: ReportedFinding;
  /** Whether this invariant was expected to be violated here. */
  readonly expected: boolean;
}

/** All findings of a report, numbered. */
export function failuresOf(report: Pick<Report, 'results'>): readonly Failure[] {
  const failures: Failure[] = [];
  for (const result of report.results) {
    for (const finding of result.findings) {
      const expected = isViolationExpected(result.invariants, finding.invariant);
      failures.push({
        number: failures.length + 1,
        component: componentOf(result),
        result,
        finding,
        expected,
      });
    }
  }
  return failures;
}

/** The first failure of each (scenario, variant, kind, invariant). */
export function onePerSignature(failures: readonly Failure[]): readonly Failure[] {
  const seen = new Set<string>();
  return failures.filter(({ result, finding }) => {
    const key = JSON.stringify([result.scenario, result.variant, finding.kind, finding.invariant]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What to type to run a failure again: by its token, else by its place in the report file. */
export function commandOf(failure: Failure, reportPath: string): string {
  const { token } = failure.finding;
  return `npx heddle replay ${token ?? `${shellWord(reportPath)}#${failure.number}`}`;
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
