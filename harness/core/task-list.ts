import type { Task } from './task.ts';

/** From so many tasks on, names are looked up in a map; below, looking through a list is faster. */
const MAPPED_FROM = 12;

/** The tasks of a run by name, in order of creation. */
export class TaskList {
  readonly all: Task[] = [];
  private byName: Map<string, Task> | undefined = undefined;

  add(task: Task): void {
    const all = this.all;
    all.push(task);
    if (this.byName !== undefined) this.byName.set(task.name, task);
    else if (all.length === MAPPED_FROM) this.byName = new Map(all.map((one) => [one.name, one]));
  }

  get(name: string): Task | undefined {
    if (this.byName !== undefined) return this.byName.get(name);
    for (const task of this.all) if (task.name === name) return task;
    return undefined;
  }

  clear(): void {
    this.all.length = 0;
    this.byName = undefined;
  }
}
