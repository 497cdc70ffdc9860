import { ownerOf } from '../core/context.ts';
import type { Run } from '../core/run.ts';
import { reportRejection } from '../core/uncaught.ts';

/** Tells of a rejection in the name of the task that made the promise. */
export function reportUnhandled(run: Run, reason: unknown, promise: Promise<unknown>): void {
  const task = ownerOf(promise) ?? run.main;
  if (task.dead) return;
  const asked = run.tasks.all.find((one) => one.outcome?.promise === promise);
  if (asked === undefined) reportRejection(run, task, reason);
  else run.notes.unheard.add(promise, { task: asked, reason, step: run.step });
}
