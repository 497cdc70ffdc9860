import { promiseHooks } from 'node:v8';
import { ownerOf } from '../core/context.ts';
import type { Task } from '../core/task.ts';

/** Calls `onWake` whenever a promise of some task goes on; returns how to stop that. */
export function watchWakes(onWake: (task: Task) => void): () => void {
  return promiseHooks.createHook({
    before(promise) {
      const task = ownerOf(promise);
      if (task !== undefined) onWake(task);
    },
  }) as () => void;
}
