import type { DataCause, ReportedFinding, TraceStep } from '../../../harness/result.ts';

/** What is inflated when a failure is opened. */
export interface FailureDetail {
  readonly cause: string;
  readonly clauses: readonly string[];
  /** The cause in data. */
  readonly data?: DataCause;
  /** Set where nobody looked for that. */
  readonly dataNotAsked?: true;
  /** The run that found it, before shrinking. */
  readonly seed: string;
  /** The number of that run in the whole exploration. */
  readonly foundInRun?: number;
  readonly workload: string;
  readonly command: string;
  readonly schedule: ReportedFinding['schedule'];
  /** The step, from 1, at which the invariant broke. */
  readonly violatingStep: number;
  readonly steps: readonly TraceStep[];
  /** What ended the run, as a clause. */
  readonly ending?: string;
  readonly passing?: PassingDetail;
}

export interface PassingDetail {
  readonly sentence: string;
  readonly steps: readonly TraceStep[];
}
