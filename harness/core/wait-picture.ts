import { type Event, labelOf } from './event.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/**
 * What a run looks like where tasks wait and only ticks come: who waits and what was last delivered to each of them, what
 * ticked from step `since` on, and what is pending. Equal pictures are taken for equal waits.
 */
export function pictureOf({ tasks, delivered, pending }: Run, since: number): string {
  const waiters = tasks.all.filter(({ status, daemon, dead }) => status === 'pending' && !daemon && !dead);
  const ticks = new Set(delivered.slice(since).map(nameOf));
  return JSON.stringify([
    waiters.map((task) => [task.name, lastOf(task, delivered)]),
    [...ticks].sort(),
    [...new Set(pending.events.map(nameOf))].sort(),
  ]);
}

function lastOf(task: Task, delivered: readonly Event[]): string | undefined {
  const last = delivered.findLast((event) => event.task === task);
  return last === undefined ? undefined : labelOf(last);
}

function nameOf(event: Event): string {
  return `${event.task.name}: ${labelOf(event)}`;
}
