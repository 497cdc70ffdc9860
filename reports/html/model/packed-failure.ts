import type { FailureDetail, PassingDetail } from './failure-detail.ts';
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

interface PackedPassing extends Omit<PassingDetail, 'steps'> {
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
  { steps, ...told }: PassingDetail,
  failing: FailureDetail['steps'],
  table: StringTable,
): PackedPassing {
  const places = new Map(failing.map((step, index) => [JSON.stringify(step), index]));
  const shared = steps.map((step) => places.get(JSON.stringify(step)) ?? -1);
  const own = steps.filter((_, index) => shared[index] === -1);
  return { ...told, shared, own: packSteps(own, table) };
}

export function unpackFailure(packed: PackedFailure, strings: readonly string[]): FailureDetail {
  const { steps: columns, passing, ...facts } = packed;
  const steps = unpackSteps(columns, strings);
  if (passing === undefined) return { ...facts, steps };
  const { shared, own: ownColumns, ...told } = passing;
  const own = unpackSteps(ownColumns, strings).values();
  const passingSteps = shared.flatMap((index) => steps[index] ?? own.next().value ?? []);
  return { ...facts, steps, passing: { ...told, steps: passingSteps } };
}
