import { describeError } from './describe-error.ts';
import type { Run } from './run.ts';

/** Something threw in a callback, where no code of the author's can catch it. */
export function reportException(run: Run, error: unknown): void {
  const message = `\`${run.current.name}\` threw where nobody can catch it: ${describeError(error)}`;
  run.report('uncaught-exception', 'no-unhandled-rejection', message);
}
