/** A run that did not come back within the limit: the code under test never gave control back. */
export interface Stuck {
  /** Its number among those that explore, from 1; undefined for one that makes a failure smaller, or replays. */
  readonly schedule: number | undefined;
  /** As replay takes it; undefined where it has none. */
  readonly seed: string | undefined;
  /** Seconds that it was given. */
  readonly limitSeconds: number;
  /** The line of the author's code that loops, `path:line`; undefined where it was not seen. */
  readonly place?: string | undefined;
}

/** What a run did not do, and why: `did not come back within 30 s: …`. */
export function notBack({ limitSeconds, place }: Pick<Stuck, 'limitSeconds' | 'place'>): string {
  const where = place === undefined ? '' : ` at ${place}`;
  return `did not come back within ${limitSeconds} s: the code under test loops${where} without giving control back, or awaits for ever what is ready`;
}

/**
 * Tells of a run of an exploration, in English, and how to see it again.
 * @param what scenario and variant, as replay takes them
 */
export function describeStuck(stuck: Stuck, what: string): string {
  const { seed, schedule } = stuck;
  if (schedule === undefined)
    return `A run that was made to shrink a failure ${notBack(stuck)}. Failures are shown as they were found.`;
  const run = seed === undefined ? `Schedule ${schedule}` : `The run ${seed}`;
  const again = seed === undefined ? '' : ` See it again: npx heddle replay ${what} --seed ${seed}`;
  return `${run} ${notBack(stuck)}. The exploration ended there.${again}`;
}
