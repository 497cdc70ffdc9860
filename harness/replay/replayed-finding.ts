import type { Finding } from '../core/finding.ts';
import type { ReplayResult } from './replay.ts';
import type { ReportedFinding } from '../result.ts';
import { isFault } from '../schedule/exceptions.ts';

/** A finding of a run that was replayed, as reports tell it. @param seed what led to the run, in place of a search */
export function replayedFinding(result: ReplayResult, finding: Finding, seed: string): ReportedFinding {
  const { schedule, workload, cause, clauses, steps, digest, token } = result;
  const { kind, invariant, message, step } = finding;
  return {
    kind,
    invariant,
    message,
    cause,
    clauses,
    seed,
    workload,
    ...(token !== undefined && { token }),
    schedule,
    holds: schedule
      .filter((exception) => exception.type === 'hold')
      .map(({ event, until }) => ({ event, until })),
    faults: schedule.filter(isFault),
    violatingStep: step,
    steps,
    digest,
    count: 1,
  };
}
