/** Runs of each scenario that the main job makes at most. */
export const RUNS_MAX = 1_000;
/** Runs of each scenario before any makes more: most mutants fail in most runs. */
export const FEW_RUNS = 2;
/** Runs of each scenario before any makes all of its runs. */
export const FIRST_RUNS = 24;
/** Runs of each scenario in which it is seen which mutants it reaches. */
export const REACH_RUNS = 50;
