import { commandOf, type Failure, type FailureGroup } from './failures.ts';
import { anotherCause, foundIn, noneOfThese, UNCONFIRMED } from './wording.ts';

/**
 * A failure as plain lines, for formats that know no layout: damage, cause, the same in data, seed, and the replay command; then the same
 * of its other causes.
 */
export function plainFailure(failure: FailureGroup, reportPath: string): readonly string[] {
  const { finding, further, others } = failure;
  const head =
    finding.clauses.length === 0 ? finding.cause : finding.cause.slice(0, finding.cause.indexOf(':') + 1);
  const { foundInRun } = finding;
  const schedules = failure.result.exploration.schedules;
  const found = foundInRun === undefined ? '' : ` (${foundIn(foundInRun, schedules)})`;
  return [
    finding.message,
    ...(finding.unconfirmed === true ? [UNCONFIRMED] : []),
    head,
    ...clausesOf(failure),
    ...dataOf(failure),
    `seed: ${finding.seed}${found}`,
    `replay: ${commandOf(failure, reportPath)}`,
    ...further.flatMap((other) => [
      anotherCause(other.finding.count),
      ...(other.finding.unconfirmed === true ? [UNCONFIRMED] : []),
      ...clausesOf(other),
      ...dataOf(other),
      `replay: ${commandOf(other, reportPath)}`,
    ]),
    ...(others > 0 ? [noneOfThese(others)] : []),
  ];
}

function clausesOf({ finding }: Failure): string[] {
  return finding.clauses.map((clause) => `  ${clause}`);
}

function dataOf({ finding: { data } }: Failure): string[] {
  return data === undefined ? [] : [data.sentence];
}
