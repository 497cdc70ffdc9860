import { IDLE } from './event.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/** Enters that `task` has come to its end. What it leaves behind of timers is no ordinary work any more. */
export function settle(run: Run, task: Task, status: 'fulfilled' | 'rejected' | 'cancelled'): void {
  if (task.dead || task.status !== 'pending') return;
  run.tasks.settle(task, status, run.nowMs, run.step);
  if (recording.to !== undefined) {
    recording.to.write(`task ${task.name}`);
    recording.to.stamped('step');
    recording.to.stamped('time');
  }
  run.pending.setTimersClass(task, IDLE);
}
