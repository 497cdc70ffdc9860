import { context, listened, type Owned, repeated } from './context.ts';
import type { Channel } from './channel.ts';
import { bareType, type Deliver, Event, type EventType, LATE } from './event.ts';
import { isCancellation } from './is-cancellation.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import type { Task } from './task.ts';
import { reportRejectedTask } from './uncaught.ts';

const startType = bareType('start', 'start');

function typeOn(connection: Channel | string | undefined): EventType {
  return connection === undefined ? startType : { ...startType, connection };
}

/** When and how an actor starts. */
export interface Start {
  readonly late: boolean;
  /** Virtual milliseconds from now: [earliest, latest]. */
  readonly windowMs: readonly [number, number];
  /** What starts with the same one may begin in one macrotask. */
  readonly connection: Channel | string | undefined;
  /** Whether a rejection is nobody's but the run's, and so unhandled. */
  readonly reportsRejection: boolean;
}

/** Makes the start of `task` an event; `body` runs when that is delivered. */
export function startTask(run: Run, task: Task, body: () => unknown, start: Start): void {
  run.tasks.expect(task);
  const { windowMs } = start;
  const event = new Event(
    typeOn(start.connection),
    task,
    undefined,
    run.nowMs + windowMs[0],
    run.nowMs + windowMs[1],
    start.reportsRejection ? begin : beginWithoutReport,
  );
  event.effect = body;
  if (start.late) event.class = LATE;
  run.add(event);
}

const begin: Deliver = (run, { task, effect }) => {
  noteStart(run, task);
  settleWith(run, task, callBody(effect), true);
};

const beginWithoutReport: Deliver = (run, { task, effect }) => {
  noteStart(run, task);
  settleWith(run, task, callBody(effect), false);
};

/** Starts `task` at once, inside of the step that is going on. */
export function startNow<T>(run: Run, task: Task, body: () => Promise<T>): Promise<T> {
  const outer = context.task;
  noteStart(run, task);
  run.tasks.expect(task);
  context.task = task;
  try {
    const result = body();
    settleWith(run, task, result, false);
    // From here on: whoever it is that listens now, it is not the engine.
    (result as Owned)[listened] = false;
    return result;
  } finally {
    context.task = outer;
  }
}

function noteStart(run: Run, task: Task): void {
  task.startedAtStep = run.step;
  if (recording.to === undefined) return;
  const of = `task ${task.name}`;
  recording.to.write(of);
  recording.to.stamped('step', of);
}

function callBody(body: (() => unknown) | undefined): Promise<unknown> {
  try {
    return Promise.resolve(body?.());
  } catch (error) {
    return Promise.reject(error);
  }
}

/** @param report whether a rejection is reported as unhandled */
function settleWith(run: Run, task: Task, result: Promise<unknown>, report: boolean): void {
  result.then(
    (value) => {
      task.value = value;
      settle(run, task, 'fulfilled');
      for (const group of task.groups ?? []) group.ownerEnded(run, task);
      if (!task.dead) task.outcome?.settleAs(task, false);
    },
    (reason: unknown) => {
      task.reason = reason;
      const cancelled = isCancellation(reason) || task.isCancellation?.(reason) === true;
      settle(run, task, cancelled ? 'cancelled' : 'rejected');
      if (task.dead) return;
      if (task.outcome !== undefined) task.outcome.settleAs(task, report && !cancelled);
      else if (report && !cancelled) reportRejectedTask(run, task, reason);
      else if (!cancelled && (result as Owned)[listened] === false) repeatRejection(result as Owned, reason);
    },
  );
}

/** The engine listens to a task that was spawned, and so Node takes its rejection for handled: here is one that is not. */
function repeatRejection(result: Owned, reason: unknown): void {
  const unhandled = Promise.reject(reason) as Owned;
  unhandled[repeated] = result;
}
