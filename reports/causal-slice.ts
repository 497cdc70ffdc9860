import type { TraceStep } from '../harness/result.ts';

/**
 * The numbers of the steps without which those it begins with would not be as they are, in the order in which they are
 * found: what asked for the event, what it was held for, and who had the lock that it waited for.
 * @param from numbers of steps, most telling first
 * @param isExact whether what was read and written is among these: then of what the same task did before, one thing
 * after another, only the request of a reply is told; else all of it, as any of it may have read or written
 */
export function causalSlice(
  steps: readonly TraceStep[],
  from: Iterable<number>,
  isExact = false,
): readonly number[] {
  const indices = new Map(steps.map((step, index) => [step.step, index]));
  const slice = new Set(from);
  // Those that are passed over, too; a set is walked in the order in which it grows.
  const walked = new Set(slice);
  for (const number of walked) {
    const index = indices.get(number) ?? -1;
    const step = steps[index];
    if (step === undefined) continue;
    const { createdAt, kind, task } = step;
    const isPassedOver = isExact && kind !== 'reply' && steps[indices.get(createdAt) ?? -1]?.task === task;
    const led = slice.has(number) ? [...heldFor(steps, index), ...locksOf(steps, index)] : [];
    if (!isPassedOver) led.push(createdAt);
    for (const origin of [...led, createdAt]) if (origin > 0 && origin < number) walked.add(origin);
    for (const origin of led) if (origin > 0 && origin < number) slice.add(origin);
  }
  return [...slice];
}

function heldFor(steps: readonly TraceStep[], index: number): readonly number[] {
  const until = steps[index]?.heldUntil;
  if (until === undefined) return [];
  return steps.flatMap(({ event, step }, at) => (at < index && event === until ? [step] : []));
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
