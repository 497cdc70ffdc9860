import { ownerOf } from './context.ts';
import { describeError } from './describe-error.ts';
import type { Run } from './run.ts';

/** A rejection that nobody handled: Node would have ended the process. */
export function reportRejection(run: Run, reason: unknown, promise: Promise<unknown>): void {
  const task = ownerOf(promise) ?? run.main;
  if (task.dead) return;
  const message = `\`${task.name}\` left a rejection that nobody handled: ${describeError(reason)}`;
  run.report('unhandled-rejection', 'no-unhandled-rejection', message);
}

/** Something threw in a callback, where no code of the author's can catch it. */
export function reportException(run: Run, error: unknown): void {
  const message = `\`${run.current.name}\` threw where nobody can catch it: ${describeError(error)}`;
  run.report('uncaught-exception', 'no-unhandled-rejection', message);
}
