import type { DataPattern } from '../data-cause.ts';
import type { Touch } from './history.ts';

/** What may be the cause: accesses to one location, or a task's that was cut short. */
export interface Candidate {
  readonly pattern: DataPattern;
  /** In the order of the failing run; what never came in it, where something is `struck`, stands last. */
  readonly touches: readonly Touch[];
  /** How the passing run differs: in their order, or one of them is not in it; `unknown` where there is no such run. */
  readonly inPassing: 'reversed' | 'missing' | 'unknown';
  /** What there is to say for it beside its places: whether what was read differs, and whether that made a difference. */
  readonly evidence: number;
  /** Where a task was cut short: what befell it, as a clause: `flush was cancelled`. */
  readonly struck?: string;
}
