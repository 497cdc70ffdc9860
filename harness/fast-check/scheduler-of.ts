import type { Scheduler } from 'fast-check';
import { active } from '../core/active-run.ts';
import type { Sim } from '../core/sim.ts';
import { RunScheduler } from './run-scheduler.ts';
import type { SchedulerOptions } from './scheduler.ts';

/**
 * fast-check's scheduler in one run of heddle's own `explore` or `test`, beside whatever else the run has: its tasks
 * are events like all others.
 * @param _sim of the run that is going on
 * @throws Error where no run is going on
 */
export function schedulerOf<M = unknown>(
  _sim: Sim,
  { act }: Pick<SchedulerOptions, 'act'> = {},
): Scheduler<M> {
  const { run } = active;
  if (run === undefined) throw new Error('schedulerOf(sim) was called outside of a run.');
  return new RunScheduler<M>(run, act);
}
