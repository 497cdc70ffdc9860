import { createHook } from 'node:async_hooks';
import { readCallStack, takeCallStack } from './call-stack.ts';
import { callerLocation } from './caller-location.ts';

/** Resources that a run makes by itself or that only carry promise jobs. */
const HARMLESS = new Set([
  'PROMISE',
  'TickObject',
  'Microtask',
  'RANDOMBYTESREQUEST',
  'KEYGENREQUEST',
  'AsyncResource',
]);
/** One is enough to say that a run escaped; a few help to see why. */
const ESCAPES_MAX = 3;

/**
 * Watches for real resources (sockets, files, the thread pool, real timers) that a run makes. `stop` yields the first
 * of them, each as `TYPE, made at path:line`.
 */
export function watchEscapes(): { stop(): readonly string[] } {
  const found: string[] = [];
  const hook = createHook({
    init(_id, type) {
      if (HARMLESS.has(type) || found.length >= ESCAPES_MAX) return;
      const place = callerLocation(readCallStack(takeCallStack()));
      found.push(place === undefined ? type : `${type}, made at ${place}`);
    },
  }).enable();
  return {
    stop() {
      hook.disable();
      return found;
    },
  };
}
