import { createHook } from 'node:async_hooks';

/** Resources that a run makes by itself or that only carry promise jobs. */
const HARMLESS = new Set(['PROMISE', 'TickObject', 'Microtask', 'RANDOMBYTESREQUEST', 'AsyncResource']);

/** Watches for real resources (sockets, files, the thread pool, real timers) that a run makes. */
export function watchEscapes(): { stop(): readonly string[] } {
  const found: string[] = [];
  const hook = createHook({
    init(_id, type) {
      if (HARMLESS.has(type) || found.length >= 3) return;
      const holder: { stack?: string } = {};
      Error.captureStackTrace(holder);
      const frame = (holder.stack ?? '')
        .split('\n')
        .map((line) => line.trim())
        .find((line) => line.startsWith('at ') && !/node:|heddle|\/harness\/(core|explore)\//.test(line));
      found.push(frame === undefined ? type : `${type}, made ${frame}`);
    },
  }).enable();
  return {
    stop() {
      hook.disable();
      return found;
    },
  };
}
