import { misuse } from './misuse.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';
import { Task } from './task.ts';
import type { TaskOptions } from './task-options.ts';

/** What the body of a task that can be cancelled is given. */
export interface TaskContext {
  /** Aborts when the schedule cancels the task, once it has started. */
  readonly signal: AbortSignal;
}

/** Any body of a task. */
export type TaskBody = (context: TaskContext) => unknown;

/** The task of that name, which has not begun. Scenarios are run without a type checker. */
export function declareTask(run: Run, name: string, body: TaskBody, options: TaskOptions): Task {
  if (typeof name !== 'string' || name === '') misuse(run, 'sim.task(name, body) got no name.');
  if (typeof body !== 'function') misuse(run, `sim.task('${name}', body) got no function as body.`);
  const daemon = options.daemon ?? false;
  // Of a process that has ended nothing begins any more.
  const { process } = run.current;
  if (process.dead) return new Task(name, daemon, process);
  const task = run.tasks.create(name, daemon, process);
  if (task.name !== name) misuse(run, `Two tasks are called '${name}'; give each a name of its own.`);
  task.isCancellation = options.isCancellation;
  return task;
}

/** `body` as the schedule may cancel it: with a signal, from its start on. */
export function cancellable(run: Run, task: Task, body: TaskBody): () => unknown {
  run.limits.allowCancel?.(task.name);
  return () => {
    const controller = new AbortController();
    run.tasks.makeCancellable(task, () => {
      recording.to?.changed(controller.signal);
      controller.abort();
    });
    return body({ signal: controller.signal });
  };
}
