import { recording } from './recording.ts';
import type { Task, TaskHandle, TaskStatus } from './task.ts';

/** A task, to an author whose run is recorded: who reads what became of it depends on that. */
export class RecordedTask implements TaskHandle {
  readonly #task: Task;

  constructor(task: Task) {
    this.#task = task;
  }

  get name(): string {
    return this.#task.name;
  }

  get daemon(): boolean {
    return this.#task.daemon;
  }

  get status(): TaskStatus {
    return this.#read().status;
  }

  get value(): unknown {
    return this.#read().value;
  }

  get reason(): unknown {
    return this.#read().reason;
  }

  get settledAtMs(): number | undefined {
    recording.to?.compared('time', `task ${this.#task.name}`);
    return this.#read().settledAtMs;
  }

  get settledAtStep(): number | undefined {
    recording.to?.compared('step', `task ${this.#task.name}`);
    return this.#read().settledAtStep;
  }

  get wasCancelled(): boolean {
    return this.#read().wasCancelled;
  }

  get started(): boolean {
    return this.#read().started;
  }

  get startedAtStep(): number | undefined {
    recording.to?.compared('step', `task ${this.#task.name}`);
    return this.#read().startedAtStep;
  }

  get promise(): Promise<unknown> {
    return this.#read().promise;
  }

  #read(): Task {
    recording.to?.read(`task ${this.#task.name}`);
    return this.#task;
  }
}
