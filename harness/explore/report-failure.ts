import { version } from '../core/version.ts';
import type { PassingNeighbour, ReportedFinding, TraceStep } from '../result.ts';
import { describeCause, describeSchedule } from '../schedule/english.ts';
import { countHolds, isFault, type Schedule } from '../schedule/exceptions.ts';
import { Replayer } from '../schedule/replayer.ts';
import { encodeToken, TOKEN_CHARS_MAX } from '../schedule/token.ts';
import { type Case, type Neighbour, Shrinker } from '../shrink/shrink.ts';
import { NondeterminismError } from './determinism.ts';
import type { Explorer, Failure } from './explorer.ts';
import { findingWith, firstKept, type Program, STEPS_KEPT_MAX, type Traced } from '../program/program.ts';
import { formatSeed } from './seed.ts';

/**
 * Runs a failing seed again, makes it smaller, and writes down what is left.
 * @param shrink false: the failure as it was found, with no run that was not made before
 * @throws NondeterminismError where the same seed or schedule gives another run
 */
export function reportFailure(
  program: Program,
  explorer: Explorer,
  failure: Failure,
  shrink = true,
): ReportedFinding {
  const { picker, workload } = explorer.picker(failure.seed);
  const again = program.record(workload, picker);
  if (
    again.run.hashOrder(failure.seed.workload) !== failure.orderHash ||
    findingWith(again.run, failure.signature) === undefined
  ) {
    throw new NondeterminismError(failure.seed);
  }
  const shrinker = new Shrinker(program, failure.signature);
  const found = { workload, ...again };
  const smallest = shrink ? shrinker.shrink(found) : found;
  const traced = program.trace(smallest.workload, new Replayer(smallest.schedule), firstKept(smallest.run));
  const neighbour = shrink ? shrinker.nearestPassing(smallest) : undefined;
  return describeFailure(program, failure, smallest, traced, neighbour);
}

function describeFailure(
  program: Program,
  failure: Failure,
  { workload }: Case,
  traced: Traced,
  neighbour: Neighbour | undefined,
): ReportedFinding {
  const finding = findingWith(traced.run, failure.signature);
  if (finding === undefined) throw new NondeterminismError(failure.seed);
  const { schedule, digest } = traced;
  const token = encodeToken({
    scenario: program.id,
    variant: program.variantId,
    workload,
    schedule,
    signature: failure.signature,
    digest,
    checks: traced.checks,
    tool: version,
  });
  return {
    kind: finding.kind,
    invariant: finding.invariant,
    message: finding.message,
    cause: describeCause(schedule),
    clauses: describeSchedule(schedule),
    seed: formatSeed(failure.seed),
    workload,
    ...(token.length <= TOKEN_CHARS_MAX ? { token } : {}),
    schedule,
    holds: schedule
      .filter((exception) => exception.type === 'hold')
      .map(({ event, until }) => ({ event, until })),
    faults: schedule.filter(isFault),
    violatingStep: finding.step,
    steps: annotate(traced.steps, schedule),
    digest,
    count: failure.count,
    ...(neighbour === undefined ? {} : { passing: describeNeighbour(program, workload, neighbour) }),
  };
}

function describeNeighbour(program: Program, workload: unknown, neighbour: Neighbour): PassingNeighbour {
  const from = firstKept(neighbour.run);
  const { steps } = program.trace(workload, new Replayer(neighbour.schedule), from);
  const [clause = ''] = describeSchedule([neighbour.without]);
  const others = countHolds(neighbour.schedule);
  const sentence = `It passes when this is left out: ${clause}${others > 0 ? ' (the rest as it was)' : ''}.`;
  return {
    without: neighbour.without,
    sentence,
    schedule: neighbour.schedule,
    steps: annotate(steps, neighbour.schedule),
  };
}

/** Each held event with what it was held for. */
export function annotate(steps: readonly TraceStep[], schedule: Schedule): readonly TraceStep[] {
  const holds = new Map<string, string>();
  for (const exception of schedule)
    if (exception.type === 'hold') holds.set(exception.event, exception.until);
  return steps.slice(0, STEPS_KEPT_MAX).map((step) => {
    const heldUntil = holds.get(step.event);
    return heldUntil === undefined ? step : { ...step, heldUntil };
  });
}
