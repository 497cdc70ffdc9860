import { firstKept, STEPS_KEPT_MAX } from '../../program/first-kept.ts';
import type { Run } from '../../core/run.ts';
import type { Program, Recorded } from '../../program/program.ts';
import type { Exception } from '../../schedule/exceptions.ts';
import { withHolds } from '../../trace/with-holds.ts';
import type { TraceStep } from '../../trace/step.ts';
import type { PassingRun } from '../passing-run.ts';
import { movedEvents } from './moved-events.ts';
import { traceAgain } from './trace-again.ts';
import { firstDifference } from './value-difference.ts';

/** A run that fails, as it is told. */
export interface ToldFailure {
  readonly run: Run;
  readonly steps: readonly TraceStep[];
}

/**
 * A run that passes, beside the failing one.
 * @param differing the exception that one of them has and the other has not
 */
export function tellPassing(
  program: Program,
  workload: unknown,
  { run, schedule }: Recorded,
  failing: ToldFailure,
  differing: Exception,
): Omit<PassingRun, 'sentence'> {
  const passing = traceAgain(program, workload, schedule, firstKept(run));
  const steps = withHolds(passing.steps, schedule, STEPS_KEPT_MAX);
  const difference = firstDifference(failing.steps, steps);
  return {
    schedule,
    steps,
    moved: movedEvents(orderOf(failing.run), orderOf(run), spokenOf(differing)),
    ...(difference !== undefined && { difference }),
  };
}

function orderOf(run: Run): readonly string[] {
  return run.delivered.map((event) => run.idOf(event));
}

function spokenOf(exception: Exception): ReadonlySet<string> {
  return new Set('event' in exception ? [exception.event] : []);
}
