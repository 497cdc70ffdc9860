import { formatSeed } from '../explore/seed.ts';
import type { Beacon } from './beacon.ts';

/** Which run it was that a worker made last. */
interface LastRun {
  /** The run's number among those that explore, from 1; undefined for one that makes a failure smaller, or replays. */
  readonly schedule: number | undefined;
  /** The run's seed, as replay takes it; undefined where it has none. */
  readonly seed: string | undefined;
}

/** What it was given and did not do with: real seconds, megabytes of memory; or how it took its whole process down. */
type Loss =
  | {
      readonly limitSeconds: number;
      /** The line of the author's code that loops, `path:line`; undefined where it was not seen. */
      readonly place?: string | undefined;
    }
  | { readonly limitMb: number }
  | { readonly crash: string };

/** A run that did not come back, and cost its worker. */
export type Stuck = LastRun & Loss;

/** Asked by the watcher, of a worker that does not answer any more. */
export function stuckIn({ schedules, exploring, seed }: Beacon, loss: Loss): Stuck {
  return {
    schedule: exploring ? schedules : undefined,
    seed: seed === undefined ? undefined : formatSeed(seed),
    ...loss,
  };
}

/** What a run did not do, and why: `did not come back within 30 s: …`. */
export function notBack(loss: Loss): string {
  if ('crash' in loss) {
    return `ended the process of its worker (${loss.crash}): a signal that it sent to itself, a crash of native code, or because the system had no memory left`;
  }
  if ('limitMb' in loss) {
    return `took more than ${loss.limitMb} MB of memory and cost its worker: the code under test keeps what it makes, or needs more than --worker-memory allows`;
  }
  const { limitSeconds, place } = loss;
  const where = place === undefined ? '' : ` at ${place}`;
  return `did not come back within ${limitSeconds} s: the code under test loops${where} without giving control back, or awaits for ever what is ready`;
}

/**
 * Tells of a run of an exploration, in English, and how to see it again.
 * @param what scenario and variant, as replay takes them; undefined where it takes no seeds
 */
export function describeStuck(stuck: Stuck, what: string | undefined): string {
  const { seed, schedule } = stuck;
  if (schedule === undefined)
    return `A run that was made to shrink a failure ${notBack(stuck)}. Failures are shown as they were found.`;
  const run = seed === undefined ? `Schedule ${schedule}` : `The run ${seed}`;
  const again =
    seed === undefined || what === undefined ? '' : ` See it again: npx heddle replay ${what} --seed ${seed}`;
  return `${run} ${notBack(stuck)}. The exploration ended there.${again}`;
}
