import { AsyncResource } from 'node:async_hooks';
import { promiseHooks } from 'node:v8';
import type { Task } from './task.ts';

/**
 * Who is running. Promise hooks carry it over awaits, so what a wake-up causes is attributed to the task that
 * was woken, not to the one that woke it. Hooks of our own and not `AsyncLocalStorage`: on Node 20 that doubles
 * the cost of a run, these add a third (measured on eight awaits).
 */
export const context: {
  task: Task | undefined;
  /** How many promises, ticks and microtasks were made. */ promises: number;
} = {
  task: undefined,
  promises: 0,
};

const owner = Symbol('heddle.task');
type Owned = { [owner]?: Task | undefined };

/** The task in whose name a promise was made. */
export function ownerOf(promise: Promise<unknown>): Task | undefined {
  return (promise as Owned)[owner];
}

/** Starts attribution; returns how to stop it. */
export function startAttribution(): () => void {
  const stopHook = promiseHooks.createHook({
    init(promise) {
      (promise as Owned)[owner] = context.task;
      context.promises += 1;
    },
    before(promise) {
      context.task = (promise as Owned)[owner];
    },
  }) as () => void;
  const originalBind = AsyncResource.bind;
  AsyncResource.bind = function bind(callback: (...args: unknown[]) => unknown, ...rest: unknown[]) {
    return Reflect.apply(originalBind, AsyncResource, [inContext(callback), ...rest]);
  } as typeof AsyncResource.bind;
  return () => {
    stopHook();
    AsyncResource.bind = originalBind;
  };
}

/** Calls `onWake` whenever a promise of another task than the running one goes on. For traces only. */
export function watchWakes(onWake: (task: Task) => void): () => void {
  return promiseHooks.createHook({
    before(promise) {
      const task = (promise as Owned)[owner];
      if (task !== undefined) onWake(task);
    },
  }) as () => void;
}

/** `callback`, run in the name of the task that is running now. */
export function inContext<A extends unknown[], R>(callback: (...args: A) => R): (...args: A) => R {
  const task = context.task;
  context.promises += 1;
  return function (this: unknown, ...args: A): R {
    const outer = context.task;
    context.task = task;
    try {
      return callback.apply(this, args);
    } finally {
      context.task = outer;
    }
  };
}
