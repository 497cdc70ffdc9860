/**
 * A hardened variant with one precaution taken out, and the story that must notice; or another variant with an error
 * put in, for a check that every variant passes.
 */
export interface Mutant {
  /** Default: `hardened`. */
  readonly variant?: string;
  /** Id of the precaution, as its comment in the source names it; of another variant, what the error is. */
  readonly precaution: string;
  /** Source file, from the root of the repository. */
  readonly file: string;
  /** Text that stands exactly once in it, and what stands there instead. */
  readonly find: string;
  readonly replace: string;
  /** `<component>/<story>` that turns red, and the invariant that breaks. */
  readonly scenario: string;
  readonly invariant: string;
  /** Runs until it is found. Default 1,000. */
  readonly runs?: number;
}
