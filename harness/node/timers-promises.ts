import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { virtualTimers } from './timers.ts';
import { unbound } from '../core/unbound.ts';

interface Options {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/** Captured at load. */
const realSleep = unbound(timersPromises.setTimeout);

/** Whether Node takes them. Where it does not, it rejects and sets no timer. */
function areTaken(options: unknown): options is Options {
  if (typeof options !== 'object' || options === null) return false;
  const { signal, ref } = options as Record<string, unknown>;
  const isSignal = typeof signal === 'object' && signal !== null && 'aborted' in signal;
  return (signal === undefined || isSignal) && (ref === undefined || typeof ref === 'boolean');
}

function abortError(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  error.name = 'AbortError';
  return Object.assign(error, { code: 'ABORT_ERR' });
}

/** Resolves when `arm` calls back, rejects when the signal aborts first. */
function abortable<T>(
  value: T,
  options: unknown,
  arm: (callback: () => void) => { unref(): unknown; [Symbol.dispose](): void },
): Promise<T> {
  if (!areTaken(options)) return realSleep(1, value, options as Options);
  const { signal, ref = true } = options;
  if (signal?.aborted === true) return Promise.reject(abortError(signal));
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      timer[Symbol.dispose]();
      reject(abortError(signal as AbortSignal));
    };
    const timer = arm(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    if (!ref) timer.unref();
    signal?.addEventListener('abort', abort, { once: true });
  });
}

function sleep<T>(ms?: number, value?: T, options: unknown = {}): Promise<T> {
  return abortable(value as T, options, (callback) => virtualTimers.setTimeout(callback, ms));
}

function immediate<T>(value?: T, options: unknown = {}): Promise<T> {
  return abortable(value as T, options, (callback) => virtualTimers.setImmediate(callback));
}

// `promisify(setTimeout)` is what much code calls its sleep.
Object.defineProperty(virtualTimers.setTimeout, promisify.custom, { value: sleep });
Object.defineProperty(virtualTimers.setImmediate, promisify.custom, { value: immediate });

async function* interval<T>(ms?: number, value?: T, options: Options = {}): AsyncGenerator<T> {
  if (!areTaken(options)) await realSleep(1, value, options as Options);
  let ticks = 0;
  let wake: () => void = () => {};
  const timer = virtualTimers.setInterval(() => {
    ticks += 1;
    wake();
  }, ms);
  if (options.ref === false) timer.unref();
  const { signal } = options;
  const abort = (): void => wake();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      if (signal?.aborted === true) throw abortError(signal);
      if (ticks === 0) await new Promise<void>((resolve) => (wake = resolve));
      for (; ticks > 0; ticks -= 1) yield value as T;
    }
  } finally {
    timer.close();
    signal?.removeEventListener('abort', abort);
  }
}

/** What stands in for `node:timers/promises` during a run. */
export const virtualTimersPromises = {
  setTimeout: sleep,
  setImmediate: immediate,
  setInterval: interval,
  scheduler: {
    wait: (ms: number, options?: Options): Promise<void> => sleep(ms, undefined, options),
    yield: (): Promise<void> => immediate(),
  },
} as const;

/** `AbortSignal.timeout` in virtual time; like Node's, its timer keeps nothing alive. */
export function virtualAbortTimeout(ms: number): AbortSignal {
  const controller = new AbortController();
  const expire = (): void => {
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  };
  virtualTimers.setTimeout(expire, ms).unref();
  return controller.signal;
}
