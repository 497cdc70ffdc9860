import type { FailureDetail } from './failure-detail.ts';
import { packSteps, type PackedSteps, unpackSteps } from './packed-steps.ts';
import type { StringTable } from './string-table.ts';

/**
 * A failure as it stands in the page. What 600 runs of one scenario have in common stands there once: strings are in
 * one table for all failures, and of a passing run only the steps that are not those of the failing one.
 */
export interface PackedFailure extends Omit<FailureDetail, 'steps' | 'passing'> {
  readonly steps: PackedSteps;
  readonly passing?: PackedPassing;
}

interface PackedPassing {
  readonly sentence: string;
  /** For each step its index in the failing run, -1 for the next of its own. */
  readonly shared: readonly number[];
  readonly own: PackedSteps;
}

export function packFailure(detail: FailureDetail, table: StringTable): PackedFailure {
  const { steps, passing, ...facts } = detail;
  return {
    ...facts,
    steps: packSteps(steps, table),
    ...(passing !== undefined && { passing: packPassing(passing, steps, table) }),
  };
}

function packPassing(
  { sentence, steps }: NonNullable<FailureDetail['passing']>,
  failing: FailureDetail['steps'],
  table: StringTable,
): PackedPassing {
  const places = new Map(failing.map((step, index) => [JSON.stringify(step), index]));
  const shared = steps.map((step) => places.get(JSON.stringify(step)) ?? -1);
  const own = steps.filter((_, index) => shared[index] === -1);
  return { sentence, shared, own: packSteps(own, table) };
}

export function unpackFailure(packed: PackedFailure, strings: readonly string[]): FailureDetail {
  const { steps: columns, passing, ...facts } = packed;
  const steps = unpackSteps(columns, strings);
  if (passing === undefined) return { ...facts, steps };
  const own = unpackSteps(passing.own, strings).values();
  const passingSteps = passing.shared.flatMap((index) => steps[index] ?? own.next().value ?? []);
  return { ...facts, steps, passing: { sentence: passing.sentence, steps: passingSteps } };
}
