import type { Event } from '../core/event.ts';
import { resourceOf } from '../core/resource.ts';
import type { TaskCounts, TaskShares } from './strategy.ts';

/** Counts what was delivered. */
export function sharesOf(delivered: readonly Event[]): TaskShares {
  const all = new Counter();
  const byResource = new Map<string, Counter>();
  for (const event of delivered) {
    const task = event.task.name;
    all.add(task);
    const resource = resourceOf(event);
    if (resource === undefined) continue;
    let tasks = byResource.get(resource);
    if (tasks === undefined) byResource.set(resource, (tasks = new Counter()));
    tasks.add(task);
  }
  const shared = [...byResource].filter(([, tasks]) => tasks.counts.length > 1);
  return { all, byResource: shared.map(([resource, tasks]) => ({ resource, tasks })) };
}

class Counter implements TaskCounts {
  readonly numbers = new Map<string, number>();
  readonly counts: number[] = [];
  total = 0;

  add(task: string): void {
    let number = this.numbers.get(task);
    if (number === undefined) {
      number = this.counts.push(0) - 1;
      this.numbers.set(task, number);
    }
    this.counts[number] = (this.counts[number] as number) + 1;
    this.total += 1;
  }
}
