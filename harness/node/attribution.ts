import { AsyncResource } from 'node:async_hooks';
import { promiseHooks } from 'node:v8';
import { context, inTask, listened, type Owned, owner } from '../core/context.ts';

/**
 * Keeps `context.task` right over awaits; returns how to stop that. Hooks of our own and not `AsyncLocalStorage`: on
 * Node 20 that doubles the cost of a run, these add a third (measured on eight awaits).
 */
export function startAttribution(): () => void {
  const stopHook = promiseHooks.createHook({
    init(promise, parent) {
      (promise as Owned)[owner] = context.task;
      context.promises += 1;
      if (parent !== undefined && (parent as Owned)[listened] === false) (parent as Owned)[listened] = true;
    },
    before(promise) {
      const task = (promise as Owned)[owner];
      // Mostly it is: and to store what is young in what is old costs more than to look.
      if (context.task !== task) context.task = task;
    },
  }) as () => void;
  const originalBind = AsyncResource.bind;
  AsyncResource.bind = function bind(callback: (...args: unknown[]) => unknown, ...rest: unknown[]) {
    context.asyncIds += 1;
    return Reflect.apply(originalBind, AsyncResource, [inTask(callback), ...rest]);
  } as typeof AsyncResource.bind;
  return () => {
    stopHook();
    AsyncResource.bind = originalBind;
  };
}
