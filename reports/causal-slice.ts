import type { TraceStep } from '../harness/result.ts';

/**
 * The numbers of the steps without which those it begins with would not be as they are, in the order in which they are
 * found: what asked for the event, what it was held for, and who had the lock that it waited for.
 * @param from numbers of steps, most telling first
 */
export function causalSlice(steps: readonly TraceStep[], from: Iterable<number>): readonly number[] {
  const indices = new Map(steps.map((step, index) => [step.step, index]));
  const slice = new Set(from);
  // A set is walked in the order in which it grows.
  for (const number of slice) {
    const index = indices.get(number);
    const step = index === undefined ? undefined : steps[index];
    if (index === undefined || step === undefined) continue;
    const before = [step.createdAt, heldFor(steps, index), ...locksOf(steps, index)];
    for (const origin of before) if (origin !== undefined && origin > 0 && origin < number) slice.add(origin);
  }
  return [...slice];
}

function heldFor(steps: readonly TraceStep[], index: number): number | undefined {
  const until = steps[index]?.heldUntil;
  if (until === undefined) return undefined;
  return steps.find(({ event }, at) => at < index && event === until)?.step;
}

/** For each lock that it took or waited for: the last step in which another task took it or let it go. */
function locksOf(steps: readonly TraceStep[], index: number): readonly number[] {
  const wanted = (steps[index]?.locks ?? []).filter(({ what }) => what !== 'released');
  return wanted.flatMap(({ lock, task }) => {
    for (let at = index - 1; at >= 0; at--) {
      const other = steps[at]?.locks?.some(
        (note) => note.lock === lock && note.task !== task && note.what !== 'queued',
      );
      if (other === true) return [steps[at]?.step ?? 0];
    }
    return [];
  });
}
