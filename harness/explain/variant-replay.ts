/** What the failing schedule came to on another variant of the scenario. */
export interface VariantReplay {
  /** Id of that variant. */
  readonly variant: string;
  /**
   * What became of it. `passes`; `fails`: in the same way; `differs`: in another way; `unknown`: the run was cut off, or cannot be made
   * there.
   */
  readonly outcome: 'passes' | 'fails' | 'differs' | 'unknown';
  /** Where it `differs`: in which way, `kind/invariant`. */
  readonly failsAs?: string;
  /** Where its path leaves that of the failing run; absent where it never does. */
  readonly leaves?: PathFork;
  /** In words: ``passes: at step 6 it goes to `lock.acquire#1` (systems/…/lock.ts:12) instead of `db.read#1` ``. */
  readonly sentence: string;
}

/** The first step at which two runs differ. */
export interface PathFork {
  /** The number of that step, in both runs: those before it are the same. */
  readonly step: number;
  /** The event that the failing run delivers there; absent where it was over. */
  readonly failing?: string;
  /** The event that the other variant delivers there; absent where it was over. */
  readonly other?: string;
  /** Which line of the other variant asked for that event, or for one that the failing run never has: `file:line`. */
  readonly location?: string;
}
