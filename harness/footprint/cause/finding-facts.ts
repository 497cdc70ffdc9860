import type { Exception, Schedule } from '../../schedule/exceptions.ts';

/** What is known of a failure beside its footprints. */
export interface FindingFacts {
  /** What kind of damage it is. */
  readonly kind: string;
  /** What is wrong, one sentence, with ids. */
  readonly message: string;
  /** The step, as traces number it, at which it broke; that of the last step where only the end showed it. */
  readonly step: number;
  /** What makes the failing run differ from the prompt one. */
  readonly schedule: Schedule;
  /** The exception that only one of the two runs has; absent where there is no passing run. */
  readonly difference?: Exception;
  /** Where the author's code asked for an event, by its id: `path:line`. For what services keep. Default: unknown. */
  readonly askedAt?: (event: string) => string | undefined;
}
