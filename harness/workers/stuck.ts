/** A run that did not come back within the limit: the code under test never gave control back. */
export interface Stuck {
  /** Its number among all runs of its exploration, from 1. */
  readonly run: number;
  /** Its number among those that explore, from 1; undefined for a run that makes a failure smaller. */
  readonly schedule: number | undefined;
  /** As replay takes it; undefined where it has none. */
  readonly seed: string | undefined;
  /** Seconds that it was given. */
  readonly limitSeconds: number;
}

const WHY =
  'the code under test loops without giving control back, or awaits promises that are ready for ever';

/**
 * Tells it, in English, and how to see it again.
 * @param what scenario and variant, as replay takes them
 */
export function describeStuck({ seed, schedule, limitSeconds }: Stuck, what: string): string {
  const within = `within ${limitSeconds} s`;
  if (schedule === undefined) {
    return `A run that was made to shrink a failure did not come back ${within}: ${WHY}.`;
  }
  if (seed === undefined) return `Schedule ${schedule} did not come back ${within}: ${WHY}.`;
  return `The run ${seed} did not come back ${within}: ${WHY}. The exploration ended there. See it again: npx heddle replay ${what} --seed ${seed}`;
}
