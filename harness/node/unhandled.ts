import { listened, type Owned, ownerOf, repeated } from '../core/context.ts';
import type { Process } from '../core/process.ts';
import type { Run } from '../core/run.ts';
import { reportRejectedTask, reportRejection } from '../core/uncaught.ts';

/** Where a program listens, Node tells it; else a listener to exceptions gets it as one. */
function isTold(run: Run, process: Process, reason: unknown, promise: Promise<unknown>): boolean {
  const { node } = run;
  return (
    node !== undefined &&
    (node.tell(process, 'unhandledRejection', [reason, promise], true) ||
      node.tell(process, 'uncaughtException', [reason, 'unhandledRejection'], false))
  );
}

/** Tells of a rejection in the name of the task that made the promise; at the end of the run, where that may be late. */
export function reportUnhandled(run: Run, reason: unknown, promise: Promise<unknown>): void {
  const task = ownerOf(promise) ?? run.main;
  // Somebody came to listen to the spawned task before the step, or the run, was over.
  const isHeard = (): boolean => (promise as Owned)[repeated]?.[listened] === true;
  if (task.dead || isHeard()) return;
  const { step } = run;
  const asked = run.tasks.all.find((one) => one.outcome?.promise === promise);
  if (asked !== undefined) run.notes.unheard.add(promise, () => reportRejectedTask(run, asked, reason, step));
  else if (isTold(run, task.process, reason, promise)) return;
  else if (run.notesIfAny?.unheard.isPatient === true)
    run.notes.unheard.add(promise, () => {
      if (!isHeard()) reportRejection(run, task, reason, step);
    });
  else reportRejection(run, task, reason, step);
}
