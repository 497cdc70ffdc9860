import type { TraceStep } from '../../../harness/result.ts';
import { accessesOf, accessText } from '../../accesses.ts';
import { changesOf, labelOf, moment, outcomeOf } from '../../wording.ts';
import type { FailureDetail } from './failure-detail.ts';
import { differenceOf, differenceText, type Side, type TwoRuns } from './two-runs.ts';

/** The steps of the two runs side by side, as rows: what the swim lanes show, for reading. */
export interface StepRow {
  readonly failing?: StepCell;
  readonly passing?: StepCell;
  /** Whether here the runs part. */
  readonly split: boolean;
}

/** Where a row stands, before its text is made: of thousands, few are seen at once. */
export interface RowPlace {
  readonly column: number;
  /** Ticks in one row. */
  readonly times: number;
}

export interface StepCell {
  readonly step: number;
  readonly time: string;
  readonly task: string;
  /** The event's label, with what went in; of repeated ticks, how many there are. */
  readonly event: string;
  readonly outcome: string;
  readonly heldUntil?: string;
  readonly notes: readonly string[];
  /** Watched values that changed: `marked = ["a"]`. */
  readonly changes: readonly string[];
  /** What it did to what the cause in data is about. */
  readonly accesses: readonly string[];
  readonly violating: boolean;
  /** What the damage has to do with it. */
  readonly turns: readonly string[];
  /** What it is to the other run: `moved 10 → 20`; empty where it is the same there. */
  readonly difference: string;
}

export function rowPlaces({ folds }: Pick<FailureDetail, 'folds'>, runs: TwoRuns): readonly RowPlace[] {
  if (runs.steps.passing.length > 0) return runs.columns.map((_, column) => ({ column, times: 1 }));
  let column = 0;
  return folds.map((times) => {
    const place = { column, times };
    column += times;
    return place;
  });
}

export function stepRow(detail: FailureDetail, runs: TwoRuns, { column, times }: RowPlace): StepRow {
  const { failing: a = -1, passing: b = -1 } = runs.columns[column] ?? {};
  const [own, other] = [runs.steps.failing[a], runs.steps.passing[b]];
  return {
    split: column === runs.split,
    ...(own !== undefined && {
      failing: {
        ...cellOf(own, runs, 'failing', a),
        ...(times > 1 && { event: `${times} × ${labelOf(own).replace(/#\d+$/, '')}` }),
        accesses: accessesOf(own, detail.data),
        violating: own.step === detail.violatingStep,
        turns: detail.turns.flatMap(({ step, text }) => (step === own.step ? [text] : [])),
      },
    }),
    ...(other !== undefined && {
      passing: { ...cellOf(other, runs, 'passing', b), accesses: missingIn(other, detail) },
    }),
  };
}

/** Accesses of the cause in data that came in the passing run only. */
function missingIn({ step, task }: TraceStep, { data }: FailureDetail): readonly string[] {
  const missing = data?.accesses.filter((access) => access.isMissing === true && access.step === step) ?? [];
  return data === undefined ? [] : missing.map((access) => accessText(access, data, task));
}

function cellOf(step: TraceStep, runs: TwoRuns, side: Side, index: number): StepCell {
  return {
    step: step.step,
    time: moment(step.atMs),
    task: step.task,
    event: step.args === undefined ? labelOf(step) : `${labelOf(step)} ${step.args}`,
    outcome: outcomeOf(step),
    ...(step.heldUntil !== undefined && { heldUntil: step.heldUntil }),
    notes: step.notes ?? [],
    changes: changesOf(step),
    accesses: [],
    violating: false,
    turns: [],
    difference: differenceText(differenceOf(runs, side, index), side),
  };
}
