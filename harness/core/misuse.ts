import type { Run } from './run.ts';

/**
 * Throws that the author's code uses the harness in a way that cannot be meant. The code under test may catch that, or
 * let a task be rejected with it: the run ends with it all the same.
 * @param message one line that says what to do
 */
export function misuse(run: Run, message: string): never {
  const error = new Error(message);
  run.misuse ??= error;
  throw error;
}
