import type {
  DamageStep,
  DataCause,
  PassingRun,
  ScenarioStory,
  SourceLines,
  TraceStep,
  VariantReplay,
} from '../../../harness/result.ts';
import type { HeldSpan } from './held.ts';
import type { ToleranceBar } from './tolerance-bar.ts';
import type { Turn } from './turns.ts';

/** What is inflated when a failure is opened. */
export interface FailureDetail extends FailureFacts, Derived {}

/** Of a failure, as the report has it. */
export interface FailureFacts {
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
  /** The step, from 1, at which the invariant broke. */
  readonly violatingStep: number;
  /** The steps that the damage rests on, where the check tells them. */
  readonly damage?: readonly DamageStep[];
  readonly steps: readonly TraceStep[];
  /** What ended the run, as a clause. */
  readonly ending?: string;
  /** The nearest run that passes: one exception less, or one hold more. */
  readonly passing?: PassingDetail;
  /** Why there is none with one exception less, a sentence. */
  readonly noPassing?: string;
  /** What the same schedule comes to on the other variants. */
  readonly otherVariants?: readonly VariantReplay[];
}

export type PassingDetail = Pick<PassingRun, 'sentence' | 'steps' | 'difference'>;

/** What is made of the facts when the page is written, so that the script need not know how. */
export interface Derived {
  /** Numbers of the steps that matter. */
  readonly led: readonly number[];
  /** `6 of 20 steps matter`. */
  readonly slice: string;
  /** Of the failing run alone: how many ticks each row of its table stands for. */
  readonly folds: readonly number[];
  /** Both runs aligned, a column each: 0 is an event of both, 1 of the failing run, 2 of the passing one, 3 one of each. */
  readonly aligned: readonly number[];
  readonly held: readonly HeldSpan[];
  /** The steps that the damage rests on, labelled; at least the one at which the invariant broke. */
  readonly turns: readonly Turn[];
  /** How far its deliveries can move before the outcome is another. */
  readonly bars: readonly ToleranceBar[];
  /** The one decision that differs, a sentence. */
  readonly parting?: string;
}

/** What failures share in words and code; inflated with the first of them. */
export interface Told {
  /** By id of the scenario. */
  readonly stories: Readonly<Record<string, ScenarioStory>>;
  readonly sources: SourceLines;
}
