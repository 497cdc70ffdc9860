import { ownerOf } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import type { Run } from '../core/run.ts';

/** A rejection that nobody handled: Node would have ended the process. */
export function reportRejection(run: Run, reason: unknown, promise: Promise<unknown>): void {
  const task = ownerOf(promise) ?? run.main;
  if (task.dead) return;
  const message = `\`${task.name}\` left a rejection that nobody handled: ${describeError(reason)}`;
  run.report('unhandled-rejection', 'no-unhandled-rejection', message);
}
