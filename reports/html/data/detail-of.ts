import type { PassingRun, Report } from '../../../harness/result.ts';
import { type Failure, commandOf } from '../../failures.ts';
import { detailFrom } from '../model/derived.ts';
import type { FailureDetail, PassingDetail, Told } from '../model/failure-detail.ts';

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
    violatingStep,
    damage,
    steps,
    ending,
    noPassing,
    otherVariants,
    passingBeside,
    passing = passingBeside,
  } = failure.finding;
  const facts = {
    cause,
    clauses,
    ...(data !== undefined && { data }),
    ...(dataNotAsked !== undefined && { dataNotAsked }),
    seed,
    ...(foundInRun !== undefined && { foundInRun }),
    workload: JSON.stringify(workload) ?? '{}',
    command: commandOf(failure, reportPath),
    violatingStep,
    ...(damage !== undefined && { damage }),
    steps,
    ...(ending !== undefined && { ending }),
    ...(passing !== undefined && { passing: passingOf(passing) }),
    ...(noPassing !== undefined && { noPassing: noPassing.sentence }),
    ...(otherVariants !== undefined && { otherVariants }),
  };
  return detailFrom(facts, failure.finding);
}

function passingOf({ sentence, steps, difference }: PassingRun): PassingDetail {
  return { sentence, steps, ...(difference !== undefined && { difference }) };
}

/** What failures share in words and code. */
export function toldOf({ stories = {}, sources = {} }: Pick<Report, 'stories' | 'sources'>): Told {
  return { stories, sources };
}
