import type { Mutation } from './mutants.ts';

/** Of one subject: what became of its mutants. Checked in under `results/`. */
export interface MutationResult {
  readonly subject: string;
  /** Of the mutated sources, and of the scenarios that judged them. */
  readonly hashes: { readonly sources: string; readonly scenarios: string };
  readonly mutants: number;
  /** By a scenario of the main job, with the main job's budget. */
  readonly killed: number;
  /** Of those that are not equivalent, per cent. */
  readonly score: number;
  /** How many each scenario killed: the first that notices counts. */
  readonly killers: Readonly<Record<string, number>>;
  readonly survivors: readonly Survivor[];
  readonly equivalent: readonly Equivalent[];
}

export interface Survivor extends Omit<Mutation, 'id'> {
  /** Whether any scenario runs the line. */
  readonly isReached: boolean;
}

export interface Equivalent extends Omit<Mutation, 'id'> {
  readonly reason: string;
}
