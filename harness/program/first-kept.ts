import type { Finding } from '../core/finding.ts';
import type { Run } from '../core/run.ts';

/** Steps of one run that are kept at most: the last ones, and those around what broke. */
export const STEPS_KEPT_MAX = 400;

/**
 * The step with which the trace of a run begins: a long one is kept around what is told of it.
 * @param finding what is told. Default: the run's end
 * @param stepsMax how many are kept; Infinity for all
 */
export function firstKept(
  run: Pick<Run, 'step'>,
  finding?: Pick<Finding, 'step'>,
  stepsMax = STEPS_KEPT_MAX,
): number {
  const toldAt = finding?.step ?? run.step;
  return Math.max(0, Math.min(run.step - stepsMax + 1, toldAt - stepsMax / 2));
}
