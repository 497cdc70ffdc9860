import type { Event } from '../core/event.ts';
import { resourceOf } from '../core/resource.ts';
import type { TaskShares } from './strategy.ts';

/** Counts what was delivered. */
export function sharesOf(delivered: readonly Event[]): TaskShares {
  const all = new Map<string, number>();
  const byResource = new Map<string, Map<string, number>>();
  for (const event of delivered) {
    const task = event.task.name;
    count(all, task);
    const resource = resourceOf(event);
    if (resource === undefined) continue;
    let tasks = byResource.get(resource);
    if (tasks === undefined) byResource.set(resource, (tasks = new Map()));
    count(tasks, task);
  }
  for (const [resource, tasks] of byResource) if (tasks.size < 2) byResource.delete(resource);
  return { all, byResource };
}

function count(counts: Map<string, number>, task: string): void {
  counts.set(task, (counts.get(task) ?? 0) + 1);
}
