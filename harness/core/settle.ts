import { IDLE } from './event.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/** Enters that `task` has come to its end. What it leaves behind of timers is no ordinary work any more. */
export function settle(run: Run, task: Task, status: 'fulfilled' | 'rejected' | 'cancelled'): void {
  if (task.dead || task.status !== 'pending') return;
  run.tasks.settle(task, status, run.nowMs, run.step);
  if (recording.to !== undefined) {
    const of = `task ${task.name}`;
    recording.to.write(of);
    recording.to.stamped('step', of);
    recording.to.stamped('time', of);
  }
  run.pending.setTimersClass(task, IDLE);
}
