import { describeError } from '../../core/describe-error.ts';
import { callerLocation, packageLocation } from '../../trace/caller-location.ts';

/** Different lines that are told: an interval fails for ever. */
const TOLD_MOST = 10;

/**
 * What modules leave behind in the command's own process when they are loaded, a timer or a rejection, may fail there at
 * any time. No run is of it, and none is lost by it: each such failure is told once, and nothing ends as if all were well.
 */
export class OutsideRuns {
  readonly #told = new Set<string>();

  /** One line about it, undefined where it was told before, or many others were. */
  hear(error: unknown, place: string): string | undefined {
    const line = `${place}: outside all runs, where nobody can catch it: ${describeError(error)}`;
    if (this.#told.has(line) || this.#told.size === TOLD_MOST) return undefined;
    this.#told.add(line);
    return line;
  }

  /** Whether anything failed. */
  get failed(): boolean {
    return this.#told.size > 0;
  }
}

/** Where the code under test, or a package that it uses, threw it; undefined where the harness did. */
export function placeOutside(error: unknown): string | undefined {
  const stack = error instanceof Error ? error.stack : undefined;
  return callerLocation(stack) ?? packageLocation(stack);
}
