import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { type Scope, storage } from '../core/async-storage.ts';
import { context } from '../core/context.ts';
import type { Patches } from '../core/patches.ts';

/** What puts something into a storage, in one version of Node or another. */
const ENTRANCES = ['run', 'enterWith', 'withScope'] as const;

/** Nobody waits for the end of one, so none need be watched by the garbage collector. */
const options = { requireManualDestroy: true } as const;

/** Made at load, outside of everything; nothing ever runs in it but the making of empty contexts. */
const root = new AsyncResource('AsyncResource', options);

function makeResource(): AsyncResource {
  context.asyncIds += 1;
  return new AsyncResource('AsyncResource', options);
}

/*
 * On Node 20 and 22 the resource *is* the context (`enterWith` changes it, and an interval's next tick sees that), from
 * Node 24 on it keeps a frame; both behave here as the timers of that Node do.
 */
function scopeOf(resource: AsyncResource): Scope {
  return (work) => resource.runInAsyncScope(work);
}

const contexts = {
  capture: () => scopeOf(makeResource()),
  empty: () => scopeOf(root.runInAsyncScope(makeResource)),
};

/** Calls `work` with nothing in any `AsyncLocalStorage`, whoever asked for it. */
export function outsideAllContexts<T>(work: () => T): T {
  return contexts.empty()(work);
}

type Method = (...args: unknown[]) => unknown;

/** Carries async contexts over virtual callbacks from the first use of an `AsyncLocalStorage` on; returns the end. */
export function watchAsyncStorage(patches: Patches): () => void {
  const prototype = AsyncLocalStorage.prototype as unknown as Record<string, Method | undefined>;
  for (const name of ENTRANCES) {
    const original = prototype[name];
    if (original === undefined) continue;
    patches.set(prototype, {
      [name](this: unknown, ...args: unknown[]) {
        storage.contexts = contexts;
        return Reflect.apply(original, this, args);
      },
    });
  }
  return () => (storage.contexts = undefined);
}
