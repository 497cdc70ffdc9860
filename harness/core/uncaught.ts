import { describeError } from './describe-error.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/** What was thrown in the place of an end of the process: that is told where it is thrown. */
const exits = new WeakSet<object>();

/**
 * Code under test would have ended the process, whatever it does with what is thrown instead.
 * @returns what is to be thrown
 */
export function reportExit(run: Run, call: string): Error {
  const exit = asExit(new Error(`The code under test called ${call}.`));
  const place = run.observer?.placeOf(exit) ?? '';
  const message = `\`${run.current.name}\` called ${call}, which ends the process${place}`;
  run.report('uncaught-exception', 'no-unhandled-rejection', message);
  return exit;
}

/** Of what is thrown in the place of an end of the process, nothing more is told. */
export function asExit(error: Error): Error {
  exits.add(error);
  return error;
}

/** By identity: it may be anything, and must not be looked at. */
function isExit(reason: unknown): boolean {
  return exits.has(reason as object);
}

/**
 * Something threw in a callback, where no code of the author's can catch it: a program on a simulated Node may listen.
 * @param isTold whether the runtime tells its listeners itself
 */
export function reportException(run: Run, error: unknown, isTold = false): void {
  if (isExit(error)) return;
  const { process } = run.current;
  try {
    if (run.node?.tell(process, 'uncaughtException', [error, 'uncaughtException'], isTold) === true) return;
  } catch (thrown) {
    reportUncaught(run, thrown);
    return;
  }
  reportUncaught(run, error);
}

function reportUncaught(run: Run, error: unknown): void {
  if (isExit(error)) return;
  const message = `\`${run.current.name}\` threw where nobody can catch it: ${told(run, error)}`;
  run.report('uncaught-exception', 'no-unhandled-rejection', message);
}

/** The body of a task was rejected, and its rejection is nobody's but the run's. */
export function reportRejectedTask(run: Run, task: Task, reason: unknown, step = run.step): void {
  if (isExit(reason)) return;
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
  if (isExit(reason)) return;
  const message = `\`${task.name}\` left a rejection that nobody handled: ${told(run, reason)}`;
  run.report('unhandled-rejection', 'no-unhandled-rejection', message, step);
}

/** Where it was made is known of a run that is made for a reader. */
function told(run: Run, error: unknown): string {
  return `${describeError(error)}${run.observer?.placeOf(error) ?? ''}`;
}
