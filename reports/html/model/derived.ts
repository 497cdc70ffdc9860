import type { ReportedFinding } from '../../../harness/result.ts';
import { foldTicks } from '../../fold-ticks.ts';
import { align, type Column, decisionOf } from './align.ts';
import type { FailureDetail, FailureFacts } from './failure-detail.ts';
import { heldSpans } from './held.ts';
import { ledSteps } from './led-steps.ts';
import { partingSentence } from './parting.ts';
import { sliceText } from './slice-text.ts';
import { toleranceBar } from './tolerance-bar.ts';
import { turnsOf } from './turns.ts';

/** A failure with what is made of its facts. */
export function detailFrom(
  facts: FailureFacts,
  { schedule, tolerances = [] }: Pick<ReportedFinding, 'schedule' | 'tolerances'>,
): FailureDetail {
  const { steps, clauses } = facts;
  const passing = facts.passing?.steps ?? [];
  const [here, there] = [steps.map(decisionOf), passing.map(decisionOf)];
  const alignment = align(here, there);
  const parting = passing.length === 0 ? undefined : partingSentence(steps, passing, alignment);
  const kindOf = ({ failing: a, passing: b }: Column): number => {
    if (a === undefined) return 2;
    if (b === undefined) return 1;
    return here[a] === there[b] ? 0 : 3;
  };
  const led = ledSteps(facts);
  return {
    ...facts,
    led,
    slice: sliceText(steps, new Set(led)),
    folds: foldTicks(steps, facts, clauses).map(({ times }) => times),
    aligned: passing.length === 0 ? [] : alignment.columns.map(kindOf),
    held: heldSpans(steps, schedule),
    turns: turnsOf(facts),
    bars: tolerances.map(toleranceBar),
    ...(parting !== undefined && { parting }),
  };
}
