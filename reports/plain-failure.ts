import type { Failure } from './failures.ts';
import { commandOf } from './failures.ts';
import { foundIn, UNCONFIRMED } from './wording.ts';

/** A failure as plain lines, for formats that know no layout: damage, cause, seed, and last the replay command. */
export function plainFailure(failure: Failure, reportPath: string): readonly string[] {
  const { finding } = failure;
  const cause =
    finding.clauses.length === 0
      ? [finding.cause]
      : [
          finding.cause.slice(0, finding.cause.indexOf(':') + 1),
          ...finding.clauses.map((clause) => `  ${clause}`),
        ];
  const { foundInRun } = finding;
  const schedules = failure.result.exploration.schedules;
  const found = foundInRun === undefined ? '' : ` (${foundIn(foundInRun, schedules)})`;
  return [
    finding.message,
    ...(finding.unconfirmed === true ? [UNCONFIRMED] : []),
    ...cause,
    `seed: ${finding.seed}${found}`,
    `replay: ${commandOf(failure, reportPath)}`,
  ];
}
