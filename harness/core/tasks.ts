import type { Process } from './process.ts';
import { recording } from './recording.ts';
import { Task } from './task.ts';

/** From so many tasks on, names are looked up in a map; below, looking through a list is faster. */
const MAPPED_FROM = 12;

/** The tasks of a run, in all its processes that have not ended. */
export class Tasks {
  /** In order of creation; no two have one name. */
  readonly all: Task[] = [];
  /** Those that can be cancelled and have not settled, in the order in which that became possible. */
  readonly cancellable: Task[] = [];
  /** How many foreground tasks have begun or will begin, and have not settled: these keep the run going. */
  unsettled = 0;
  #byName: Map<string, Task> | undefined = undefined;
  /** The least number that may be free, by name. */
  #numbers: Map<string, number> | undefined = undefined;

  /** A task of that name; a number is added where there is one already. */
  create(name: string, daemon: boolean, process: Process): Task {
    recording.to?.write('the names of tasks', name);
    let unique = name;
    if (this.get(name) !== undefined) {
      let n = this.#numbers?.get(name) ?? 2;
      while (this.get((unique = `${name}.${n}`)) !== undefined) n += 1;
      (this.#numbers ??= new Map<string, number>()).set(name, n + 1);
    }
    const task = new Task(unique, daemon, process);
    const all = this.all;
    all.push(task);
    if (this.#byName !== undefined) this.#byName.set(unique, task);
    else if (all.length === MAPPED_FROM) this.#byName = new Map(all.map((one) => [one.name, one]));
    return task;
  }

  get(name: string): Task | undefined {
    if (this.#byName !== undefined) return this.#byName.get(name);
    for (const task of this.all) if (task.name === name) return task;
    return undefined;
  }

  /** Says that `task` has begun or will begin. */
  expect(task: Task): void {
    if (!task.daemon) this.unsettled += 1;
  }

  /** @param atMs virtual milliseconds */
  settle(task: Task, status: 'fulfilled' | 'rejected' | 'cancelled', atMs: number, atStep: number): void {
    if (task.dead || task.status !== 'pending') return;
    task.status = status;
    task.settledAtMs = atMs;
    task.settledAtStep = atStep;
    if (!task.daemon) this.unsettled -= 1;
    if (task.cancel !== undefined) {
      recording.to?.write(cancellabilityOf(task));
      this.cancellable.splice(this.cancellable.indexOf(task), 1);
    }
  }

  makeCancellable(task: Task, cancel: () => void): void {
    recording.to?.write(cancellabilityOf(task));
    if (task.cancel === undefined) this.cancellable.push(task);
    task.cancel = cancel;
  }

  /** All processes are gone, and with them all tasks; what is left of their code is not heard any more. */
  die(): void {
    for (const task of this.all) task.dead = true;
    this.all.length = 0;
    this.#byName = undefined;
    this.#numbers = undefined;
    this.cancellable.length = 0;
    this.unsettled = 0;
  }

  /** One process is gone, and with it its tasks. */
  dieWith(process: Process): void {
    const { all, cancellable } = this;
    const others = all.filter((task) => task.process !== process);
    for (const task of all) {
      if (task.process !== process) continue;
      task.dead = true;
      this.#byName?.delete(task.name);
      if (!task.daemon && task.status === 'pending') this.unsettled -= 1;
      if (cancellable.includes(task)) cancellable.splice(cancellable.indexOf(task), 1);
    }
    all.splice(0, all.length, ...others);
  }
}

/** What records of a run call it that a task can be cancelled, and how often it was. */
export function cancellabilityOf(task: Task): string {
  return `whether ${task.name} can be cancelled`;
}
