import { describeError } from './describe-error.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/** Something threw in a callback, where no code of the author's can catch it. */
export function reportException(run: Run, error: unknown): void {
  const message = `\`${run.current.name}\` threw where nobody can catch it: ${told(run, error)}`;
  run.report('uncaught-exception', 'no-unhandled-rejection', message);
}

/** The body of a task was rejected, and its rejection is nobody's but the run's. */
export function reportRejectedTask(run: Run, task: Task, reason: unknown, step = run.step): void {
  run.report(
    'unhandled-rejection',
    'no-unhandled-rejection',
    `\`${task.name}\` was rejected: ${told(run, reason)}`,
    step,
  );
}

/**
 * A rejection that nobody handled: Node would have ended the process.
 * @param step in which that was so
 */
export function reportRejection(run: Run, task: Task, reason: unknown, step: number): void {
  const message = `\`${task.name}\` left a rejection that nobody handled: ${told(run, reason)}`;
  run.report('unhandled-rejection', 'no-unhandled-rejection', message, step);
}

/** Where it was made is known of a run that is made for a reader. */
function told(run: Run, error: unknown): string {
  return `${describeError(error)}${run.observer?.placeOf(error) ?? ''}`;
}
