import type { History, Touch } from './history.ts';

/** Whether both values are known, and not the same. */
export function differs(a: Touch, b: Touch): boolean {
  const [one, other] = [a.access.value, b.access.value];
  return one !== undefined && other !== undefined && one !== other;
}

/** Whether the task does something else, within the step, after the access than after the same one of the other run. */
export function divergesAfter(history: History, other: History, touch: Touch, there: Touch): boolean {
  return doneAfter(history, touch) !== doneAfter(other, there);
}

function doneAfter({ touches }: History, { at, step, access }: Touch): string {
  const done: string[] = [];
  for (let i = at + 1; i < touches.length && touches[i]?.step === step; i++) {
    const next = touches[i];
    if (next?.access.task === access.task) done.push(`${next.access.kind} ${next.location.name}`);
  }
  return done.join('\n');
}
