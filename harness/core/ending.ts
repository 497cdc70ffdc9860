import { pendingOf } from './describe-ending.ts';
import type { Run } from './run.ts';

/**
 * How a run came to its end. `stalled`: tasks wait, and a stall was among the faults, so that is no deadlock of theirs.
 * `step-bound`: cut off while time or state still moved.
 */
export type Ending = 'quiescent' | 'stalled' | 'deadlock' | 'hang' | 'livelock' | 'step-bound';

/** Turns an ending that no program may have into a finding. */
export function reportEnding(run: Run): void {
  const { ending } = run;
  if (ending === 'deadlock') {
    const message = `${waiting(run)} cannot go on: nothing is pending`;
    run.reportDamage('deadlock', 'no-deadlock', message, [
      { role: 'noticed', step: run.step, what: 'nothing is pending any more' },
    ]);
  } else if (ending === 'hang') {
    const message = `${waiting(run)} cannot go on: nothing comes but ${pendingOf(run)}`;
    // How many ticks went by before that was believed says nothing to a reader, and is less in some runs.
    run.reportDamage('hang', 'no-deadlock', message, [
      { role: 'no-return', step: run.waitsSince, what: 'the last step that moved anything' },
    ]);
  } else if (ending === 'livelock') {
    const last = run.delivered.at(-1);
    const name = last === undefined ? '' : `; the last was \`${run.idOf(last)}\``;
    run.reportDamage('livelock', 'no-livelock', `${run.step} steps without progress${name}`, [
      { role: 'noticed', step: run.step, what: 'the run came to its bound of steps' },
    ]);
  }
}

function waiting(run: Run): string {
  return run.tasks.all
    .filter((task) => task.status === 'pending' && !task.daemon)
    .map((task) => `\`${task.name}\`${run.observer?.waitOf(task) ?? ''}`)
    .join(', ');
}
