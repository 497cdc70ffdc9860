import { STEPS_KEPT_MAX } from '../program/first-kept.ts';
import { type Finding, signatureOf } from '../core/finding.ts';
import { version } from '../core/version.ts';
import type { Program, Traced } from '../program/program.ts';
import type { ReportedFinding } from '../result.ts';
import { describeCause, describeSchedule } from '../schedule/english.ts';
import { isFault } from '../schedule/exceptions.ts';
import { encodeToken, TOKEN_CHARS_MAX } from '../schedule/token.ts';
import { withHolds } from '../trace/with-holds.ts';

/** What a reader is told of one run, whatever was found in it. */
export type ToldRun = Pick<
  ReportedFinding,
  'cause' | 'clauses' | 'data' | 'workload' | 'token' | 'schedule' | 'steps' | 'ending' | 'digest'
>;

/** How the search came to a finding. */
export interface Discovered {
  /** What led to the run. */
  readonly seed: string;
  /** The number of the run in the exploration, from 1; none where no search led to it. */
  readonly run?: number;
  /** How many runs failed in this way, for this cause. */
  readonly count: number;
}

/**
 * @param finding that its token speaks of; none for a run that passes
 * @param stepsMax how many steps are kept
 */
export function tellRun(
  program: Program,
  workload: unknown,
  { schedule, steps, ending, digest, checks }: Traced,
  finding: Finding | undefined,
  stepsMax = STEPS_KEPT_MAX,
): ToldRun {
  const token = encodeToken({
    scenario: program.id,
    variant: program.variantId,
    workload,
    schedule,
    signature: finding === undefined ? '' : signatureOf(finding),
    digest,
    checks,
    tool: version,
  });
  return {
    cause: describeCause(schedule),
    clauses: describeSchedule(schedule),
    workload,
    ...(token.length <= TOKEN_CHARS_MAX && { token }),
    schedule,
    steps: withHolds(steps, schedule, stepsMax),
    ending,
    digest,
  };
}

/** What is reported of one finding of a run. */
export function tellFinding(
  { kind, invariant, message, step, damage }: Finding,
  { cause, clauses, data, workload, token, schedule, steps, ending, digest }: ToldRun,
  { seed, run, count }: Discovered,
): ReportedFinding {
  return {
    kind,
    invariant,
    message,
    cause,
    clauses,
    ...(data !== undefined && { data }),
    seed,
    ...(run !== undefined && { foundInRun: run }),
    workload,
    ...(token !== undefined && { token }),
    schedule,
    holds: schedule
      .filter((exception) => exception.type === 'hold')
      .map(({ event, until }) => ({ event, until })),
    faults: schedule.filter(isFault),
    violatingStep: step,
    ...(damage !== undefined && { damage }),
    steps,
    ...(ending !== undefined && { ending }),
    digest,
    count,
  };
}
