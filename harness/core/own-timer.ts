import type { Event } from './event.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/**
 * Whether a task may wait for a timer that it repeats itself: it set it in the last step that was its own, and awaits no
 * `sim.all`. What the callback counts cannot be seen.
 */
export function waitsOnOwnTimer(run: Run): boolean {
  return run.pending.events.some((event) => {
    const { type, task } = event;
    if (type.kind !== 'timer' || task.daemon || task.status !== 'pending') return false;
    if (task.groups?.some(({ isAwaited }) => isAwaited) === true) return false;
    return wasSetInLastStep(run, task, event);
  });
}

function wasSetInLastStep({ delivered, created }: Run, task: Task, timer: Event): boolean {
  const last = delivered.findLastIndex((event) => event.task === task && !isTick(event, timer));
  const from = delivered[last]?.madeBefore ?? 0;
  const to = delivered[last + 1]?.madeBefore ?? created.length;
  for (let i = from; i < to; i++) {
    const event = created[i];
    if (event?.task === task && isTick(event, timer)) return true;
  }
  return false;
}

/** Whether it is the same timer, another time. */
function isTick(event: Event, timer: Event): boolean {
  return event.type === timer.type && event.key === timer.key;
}
