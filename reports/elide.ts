import type { DataCause, TraceStep } from '../harness/result.ts';
import { accessesHere } from './accesses.ts';
import { causalSlice } from './causal-slice.ts';
import { isExceptional } from './exceptional.ts';

/** A stretch of steps to show, or the number of steps left out in its place. */
export type Stretch =
  | { readonly type: 'steps'; readonly steps: readonly TraceStep[] }
  | { readonly type: 'left-out'; readonly count: number };

/** What a story turns on. */
export interface Turn {
  /** The step at which the invariant broke; of a run that passes none. */
  readonly violatingStep?: number | undefined;
  readonly data?: DataCause | undefined;
}

/**
 * The steps that tell a long story: the violation, the accesses that are its cause, what was held or faulted, what led
 * to the accesses, what surrounds the violation, and the beginning and end.
 * @param most steps to show; a trace that is not longer is shown whole
 */
export function elide(
  steps: readonly TraceStep[],
  { violatingStep, data }: Turn,
  most: number,
): readonly Stretch[] {
  if (steps.length <= most) return steps.length === 0 ? [] : [{ type: 'steps', steps }];
  const keep = new Set<number>();
  const add = (index: number): void => {
    if (index >= 0 && index < steps.length && keep.size < most) keep.add(index);
  };
  const addStep = (number: number): void => add(steps.findIndex(({ step }) => step === number));
  const violation = steps.findIndex((step) => step.step === violatingStep);
  add(violation);
  if (data !== undefined) for (const { step } of accessesHere(data)) addStep(step);
  for (const [index, step] of steps.entries()) {
    if (isExceptional(step)) add(index);
  }
  if (data !== undefined)
    causalSlice(
      steps,
      accessesHere(data).map(({ step }) => step),
    ).forEach(addStep);
  for (let i = 0; i < most && keep.size < most; i++) {
    add(violation - i);
    if (i < most / 4) add(violation + i);
    add(i);
    add(steps.length - 1 - i);
  }
  return stretches(steps, keep);
}

function stretches(steps: readonly TraceStep[], keep: ReadonlySet<number>): readonly Stretch[] {
  const result: Stretch[] = [];
  let shown: TraceStep[] = [];
  let leftOut = 0;
  const flush = (): void => {
    if (shown.length > 0) result.push({ type: 'steps', steps: shown });
    if (leftOut > 0) result.push({ type: 'left-out', count: leftOut });
    shown = [];
    leftOut = 0;
  };
  for (const [index, step] of steps.entries()) {
    if (keep.has(index) ? leftOut > 0 : shown.length > 0) flush();
    if (keep.has(index)) shown.push(step);
    else leftOut += 1;
  }
  flush();
  return result;
}
