import type { LocationKey } from '../recording/conflict.ts';

/** A step that was made again, after the same steps, touched something else: nothing that rests on footprints holds. */
export class UnstableError extends Error {
  override readonly name = 'UnstableError';
  /** Name of the step. */
  readonly step: string;
  /** What it touched in one of the runs only; undefined where it was not possible any more. */
  readonly location: LocationKey | undefined;

  constructor(step: string, location: LocationKey | undefined) {
    super(`The step ${step} is not the same in every run that has made the same steps before.`);
    this.step = step;
    this.location = location;
  }
}
