import { findingWith } from '../../core/finding.ts';
import type { ChoicePoint, Picker } from '../../core/picker.ts';
import type { Program } from '../../program/program.ts';
import type { Schedule } from '../../schedule/exceptions.ts';
import { SIGNATURE } from './scenario-of-case.ts';

/** Delivers events in an order that is given by their creation numbers; where that cannot be, the default order. */
class OrderPicker implements Picker {
  readonly #order: readonly number[];
  #at = 0;

  constructor(order: readonly number[]) {
    this.#order = order;
  }

  pick({ pending, horizonMs }: ChoicePoint): number {
    const next = this.#order[this.#at++];
    const index = pending.events.findIndex(({ sequence }) => sequence === next);
    return index >= 0 ? index : pending.first(horizonMs);
  }
}

/**
 * What another tool's order of completions is as a schedule of ours, so that both can be held against one minimum.
 * Nothing where it does not fail here.
 */
export function scheduleOfOrder(
  program: Program,
  workload: unknown,
  order: readonly number[],
): Schedule | undefined {
  const { run, schedule } = program.record(workload, new OrderPicker(order));
  return findingWith(run, SIGNATURE) === undefined ? undefined : schedule;
}
