import { type Failure, commandOf } from '../../failures.ts';
import type { FailureDetail } from '../model/failure-detail.ts';

/** What is shown of a failure when it is opened. */
export function detailOf(failure: Failure, reportPath: string): FailureDetail {
  const {
    cause,
    clauses,
    data,
    dataNotAsked,
    seed,
    foundInRun,
    workload,
    schedule,
    violatingStep,
    steps,
    ending,
    passing,
  } = failure.finding;
  return {
    cause,
    clauses,
    ...(data !== undefined && { data }),
    ...(dataNotAsked !== undefined && { dataNotAsked }),
    seed,
    ...(foundInRun !== undefined && { foundInRun }),
    workload: JSON.stringify(workload) ?? '{}',
    command: commandOf(failure, reportPath),
    schedule,
    violatingStep,
    steps,
    ...(ending !== undefined && { ending }),
    ...(passing !== undefined && { passing: { sentence: passing.sentence, steps: passing.steps } }),
  };
}
