import type { FailureDetail } from './failure-detail.ts';
import { packStep, type PackedStep, type StringTable, unpackStep } from './packed-steps.ts';

/**
 * A failure as it stands in the page. What 600 runs of one scenario have in common stands there once: strings are
 * in one table for all failures, and steps that the passing run shares with the failing one are numbers, their place.
 */
export interface PackedFailure extends Omit<FailureDetail, 'steps' | 'passing'> {
  readonly steps: readonly PackedStep[];
  readonly passing?: { readonly sentence: string; readonly steps: readonly (PackedStep | number)[] };
}

export function packFailure(detail: FailureDetail, table: StringTable): PackedFailure {
  const { steps, passing, ...facts } = detail;
  const places = new Map(steps.map((step, index) => [JSON.stringify(step), index]));
  return {
    ...facts,
    steps: steps.map((step, index) => packStep(step, index, table)),
    ...(passing !== undefined && {
      passing: {
        sentence: passing.sentence,
        steps: passing.steps.map(
          (step, index) => places.get(JSON.stringify(step)) ?? packStep(step, index, table),
        ),
      },
    }),
  };
}

export function unpackFailure(packed: PackedFailure, strings: readonly string[]): FailureDetail {
  const { steps: rows, passing, ...facts } = packed;
  const steps = rows.map((step, index) => unpackStep(step, index, strings));
  return {
    ...facts,
    steps,
    ...(passing !== undefined && {
      passing: {
        sentence: passing.sentence,
        steps: passing.steps.flatMap((step, index) =>
          typeof step === 'number' ? (steps[step] ?? []) : unpackStep(step, index, strings),
        ),
      },
    }),
  };
}
