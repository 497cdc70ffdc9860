import { inEmptyContext } from './async-storage.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';
import { noteStrike } from './strike.ts';
import type { Task } from './task.ts';
import { cancellabilityOf } from './tasks.ts';
import { reportException } from './uncaught.ts';

/** Asks `task` to end, in the way that the code under test gave it; what comes of that is up to the code. */
export function cancel(run: Run, task: Task): void {
  task.process.loop.interrupt(run.nowMs);
  noteStrike(run, 'cancel', task);
  recording.to?.write(cancellabilityOf(task));
  recording.to?.write(`task ${task.name}`);
  task.wasCancelled = true;
  try {
    inEmptyContext(() => task.cancel?.());
  } catch (error) {
    reportException(run, error);
  }
}
