import { active } from './active-run.ts';
import { misuse } from './misuse.ts';
import type { Run } from './run.ts';

/** Operations of which somebody was warned: once each. */
const warned = new Set<string>();

/**
 * Tells of a call that nothing will answer, as its run is over.
 * @throws Error where the author's checks make it
 */
export function refuseOutside(run: Run, operation: string): void {
  if (run.isChecking) {
    misuse(
      run,
      `\`${operation}\` was called outside a run: it is over when the checks are made. Call it in a task, and look at the state here.`,
    );
  }
  // Code of a run that is over may go on where another one is: what leaks from run to run has a verdict of its own.
  if (run.isGivenUp || active.run !== undefined || warned.has(operation)) return;
  warned.add(operation);
  process.emitWarning(`heddle: \`${operation}\` was called outside a run; nothing answers it.`);
}
