import type { FindingKind } from '../../check/kinds.ts';
import type { Exception } from '../../schedule/exceptions.ts';
import type { DataAccess } from '../data-cause.ts';

/** What became of the run in which the foreign write comes in between. */
export type RaceOutcome =
  | { readonly type: 'nothing' }
  | {
      readonly type: 'violates';
      /** What kind of damage it is. */
      readonly kind: FindingKind;
      /** The invariant that does not hold there. */
      readonly invariant: string;
      /** The damage, one sentence. */
      readonly message: string;
    };

/**
 * In a run that passes, a task looks at something, waits, and acts on it, and nothing keeps another from writing it in
 * between. No verdict: something for a reviewer to look at.
 */
export interface ReportedRace {
  /** What is shared: `TtlCache.#entries`. */
  readonly location: string;
  /** One sentence, without a full stop. */
  readonly sentence: string;
  /** Where the task looks, where it acts, and where the other writes; by the steps of the run that passes. */
  readonly accesses: readonly DataAccess[];
  /** Brings the write in between. */
  readonly schedule: readonly Exception[];
  /** Replays that; absent where the workload is too large for a token. */
  readonly token?: string;
  /** What it did. */
  readonly outcome: RaceOutcome;
}
