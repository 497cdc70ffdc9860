import { type Scope, type Spawn, Task } from '../../primitives/task.ts';
import type { Listing } from '../ports.ts';
import type { Fetch } from './caching-fetch.ts';

/**
 * Lets the callers of one endpoint await one task. As in the original they await the task itself, so whoever is
 * cancelled cancels it, for all.
 */
export function sharedFetch(name: string, fetch: Fetch, spawn: Spawn | undefined): Fetch {
  const tasks = new Map<string, Task<Listing>>();
  return async (endpoint: string, scope: Scope) => {
    const task =
      tasks.get(endpoint) ??
      Task.start(`${name}(${endpoint})`, (self) => fetch(endpoint, self), {
        daemon: true,
        ...(spawn !== undefined && { spawn }),
      });
    tasks.set(endpoint, task);
    try {
      return await scope.wait(task.result, () => task.cancel());
    } finally {
      if (tasks.get(endpoint) === task) tasks.delete(endpoint);
    }
  };
}
