import type { Mutation } from './mutants.ts';

/** What became of the mutants of one subject. Checked in under `results/`. */
export interface MutationResult {
  readonly subject: string;
  /** Of the scenarios that judged last; those that killed a mutant are not asked again when they change. */
  readonly scenarios: string;
  /** Sorted by name. */
  readonly files: readonly FileResult[];
}

export interface FileResult {
  readonly file: string;
  /** Of the code without comments and types. */
  readonly digest: string;
  /** All that the hardened variants can reach, in the order of the code. */
  readonly mutants: readonly JudgedMutant[];
}

export interface JudgedMutant extends Omit<Mutation, 'id' | 'file'> {
  readonly judgement: Judgement;
}

export type Judgement =
  /** The scenario which noticed first, and what it found: the invariant that broke, or the verdict. */
  | { readonly outcome: 'killed'; readonly scenario: string; readonly finding: string }
  /** `runs` of each scenario found nothing; `isReached`: whether any of them runs the line. */
  | { readonly outcome: 'survived'; readonly runs: number; readonly isReached: boolean }
  /** Nobody could notice it. */
  | { readonly outcome: 'equivalent'; readonly reason: string }
  | { readonly outcome: 'not judged' };

/** How many mutants ended how. */
export interface Score {
  readonly mutants: number;
  readonly killed: number;
  readonly survived: number;
  readonly equivalent: number;
  readonly notJudged: number;
  /** Of those that are judged and not equivalent, per cent, rounded down. */
  readonly percent: number;
}

export function scoreOf({ files }: MutationResult): Score {
  const judgements = files.flatMap(({ mutants }) => mutants.map(({ judgement }) => judgement.outcome));
  const count = (outcome: Judgement['outcome']): number =>
    judgements.filter((other) => other === outcome).length;
  const [killed, survived] = [count('killed'), count('survived')];
  return {
    mutants: judgements.length,
    killed,
    survived,
    equivalent: count('equivalent'),
    notJudged: count('not judged'),
    percent: Math.floor((100 * killed) / Math.max(1, killed + survived)),
  };
}
