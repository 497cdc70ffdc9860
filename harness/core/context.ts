import { carried } from './async-storage.ts';
import type { Task } from './task.ts';

/**
 * Who is running. Promise hooks (node/attribution.ts) carry it over awaits, so what a wake-up causes is attributed to
 * the task that was woken, not to the one that woke it.
 */
export const context: {
  task: Task | undefined;
  /** How many promises, ticks and microtasks were made. */ promises: number;
  /** How many of the numbers that Node gives to asynchronous resources went to what the engine drains itself. */
  asyncIds: number;
} = {
  task: undefined,
  promises: 0,
  asyncIds: 0,
};

/** Under it a promise keeps the task that was running when it was made. */
export const owner = Symbol('heddle.task');

/** Under it the promise of a spawned task keeps whether anybody but the engine listens to it. */
export const listened = Symbol('heddle.listened');

/** Under it a rejection keeps the promise that it repeats, which the engine has listened to. */
export const repeated = Symbol('heddle.repeated');

/** A promise, to the hooks. */
export type Owned = { [owner]?: Task | undefined; [listened]?: boolean; [repeated]?: Owned };

/** The task in whose name a promise was made. */
export function ownerOf(promise: Promise<unknown>): Task | undefined {
  return (promise as Owned)[owner];
}

/** `callback`, run in the name of the task that is running now. */
export function inTask<A extends unknown[], R>(callback: (...args: A) => R): (...args: A) => R {
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

/** `callback`, run in the name of the task that is running now, and in its async context. */
export function inContext(callback: () => void): () => void {
  return inTask(carried(callback));
}
