import type { TraceStep } from '../../../harness/result.ts';
import { accessesOf, accessText } from '../../accesses.ts';
import { foldTicks, timerOf } from '../../fold-ticks.ts';
import { changesOf, labelOf, moment, outcomeOf } from '../../wording.ts';
import { align, decisionOf } from './align.ts';
import type { FailureDetail } from './failure-detail.ts';
import { ledSteps } from './led-steps.ts';

/** The steps of the two runs side by side, as rows: what the swim lanes show, for reading. */
export interface StepRow {
  readonly failing?: StepCell;
  readonly passing?: StepCell;
  /** What this row means for the comparison. */
  readonly difference: 'none' | 'decision' | 'order' | 'answer';
}

export interface StepCell {
  readonly index: number;
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
  /** Whether it stays strong where the cause in data is marked. */
  readonly led: boolean;
}

export function stepTable(detail: FailureDetail, compare: boolean): readonly StepRow[] {
  const failing = detail.steps;
  const { violatingStep, data } = detail;
  const led = ledSteps(detail);
  const failingCell = (step: TraceStep, index: number): StepCell => ({
    ...cellOf(step, index),
    accesses: accessesOf(step, data),
    violating: step.step === violatingStep,
    led: led.has(step.step),
  });
  const passing = compare ? (detail.passing?.steps ?? []) : [];
  if (passing.length === 0) {
    let next = 0;
    return foldTicks(failing, detail, detail.clauses).map(({ step, times }) => {
      const cell = failingCell(step, next);
      next += times;
      const event = times > 1 ? `${times} × ${timerOf(step)}` : cell.event;
      return { failing: { ...cell, event }, difference: 'none' as const };
    });
  }
  const { columns, split } = align(failing.map(decisionOf), passing.map(decisionOf));
  return columns.map(({ failing: a = -1, passing: b = -1 }, column) => {
    const [own, other] = [failing[a], passing[b]];
    return {
      ...(own !== undefined && { failing: failingCell(own, a) }),
      ...(other !== undefined && { passing: { ...cellOf(other, b), accesses: missingIn(other, detail) } }),
      difference: column === split ? 'decision' : differenceOf(own, other),
    };
  });
}

/** The one decision that differs, in a sentence; undefined where no passing run is known, or none differs. */
export function partingSentence({ steps, passing }: FailureDetail): string | undefined {
  if (passing === undefined || passing.steps.length === 0) return undefined;
  const [here, there] = [steps.map(decisionOf), passing.steps.map(decisionOf)];
  let at = 0;
  while (at < here.length && here[at] === there[at]) at += 1;
  const [own, other] = [steps[at], passing.steps[at]];
  if (own === undefined && other === undefined) return undefined;
  if (own !== undefined && own.event === other?.event) {
    return `The runs part at step ${own.step}, \`${own.event}\`: here ${withFault(own)}, in the passing run ${withFault(other)}.`;
  }
  const step = own?.step ?? (steps.at(-1)?.step ?? 0) + 1;
  return `The runs part at step ${step}: here ${delivers(own)}, in the passing run ${delivers(other)}.`;
}

function withFault({ fault }: TraceStep): string {
  return fault === undefined ? 'without a fault' : `with the fault ${fault}`;
}

function delivers(step: TraceStep | undefined): string {
  if (step === undefined) return 'nothing more happens';
  return `comes \`${step.event}\`${step.fault === undefined ? '' : ` (fault: ${step.fault})`}`;
}

function differenceOf(own: TraceStep | undefined, other: TraceStep | undefined): StepRow['difference'] {
  if (own === undefined || other === undefined || own.event !== other.event) return 'order';
  return outcomeOf(own) === outcomeOf(other) && own.args === other.args ? 'none' : 'answer';
}

/** Accesses of the cause in data that came in the passing run only. */
function missingIn({ step, task }: TraceStep, { data }: FailureDetail): readonly string[] {
  const missing = data?.accesses.filter((access) => access.isMissing === true && access.step === step) ?? [];
  return data === undefined ? [] : missing.map((access) => accessText(access, data, task));
}

function cellOf(step: TraceStep, index: number): StepCell {
  return {
    index,
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
    led: false,
  };
}
