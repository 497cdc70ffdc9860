import type { Report, ReportedFinding, ScenarioResult } from '../harness/result.ts';
import { isViolationExpected } from '../harness/verdict.ts';
import { componentOf, groupBy } from './matrix.ts';

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

/** One failure of a (scenario, variant), by kind and invariant: its causes, the first of them told in full. */
export interface FailureGroup extends Failure {
  /** All causes. */
  readonly alike: readonly Failure[];
  /** All but the first. */
  readonly further: readonly Failure[];
  /** Failing runs that show none of these causes. */
  readonly others: number;
}

/** The failures of each (scenario, variant, kind, invariant) together, where the first of them stood. */
export function bySignature(failures: readonly Failure[]): readonly FailureGroup[] {
  const signature = ({ result, finding }: Failure): string =>
    JSON.stringify([result.scenario, result.variant, finding.kind, finding.invariant]);
  return groupBy(failures, signature).flatMap(([, alike]) => {
    const [first, ...further] = alike;
    return first === undefined ? [] : [{ ...first, alike, further, others: othersOf(first) }];
  });
}

/** Runs that failed as a failure did, and show no cause that is told. */
function othersOf({ result, finding }: Pick<Failure, 'result' | 'finding'>): number {
  const { kind, invariant } = finding;
  return result.others?.find((other) => other.kind === kind && other.invariant === invariant)?.count ?? 0;
}

/** What to type to run a failure again: by its token, else by its place in the report file. */
export function commandOf(failure: Failure, reportPath: string): string {
  const { token } = failure.finding;
  return `npx heddle replay ${token ?? `${shellWord(reportPath)}#${failure.number}`}`;
}

/** A word as a shell takes it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
