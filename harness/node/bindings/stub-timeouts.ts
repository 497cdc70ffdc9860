import type { Binding } from './internals.ts';
import type { Switchboard } from './switchboard.ts';

type Callback = (...args: unknown[]) => void;
type MakeTimer = (...args: unknown[]) => unknown;

/**
 * Timeouts of sockets are Node's internal timers. In a run they are those that code gets, which do not keep it going. To
 * be called before `internal/stream_base_commons` is loaded, which takes the functions out of their module.
 */
export function stubSocketTimeouts(timers: Binding, switchboard: Switchboard): void {
  const make = timers['setUnrefTimeout'] as MakeTimer;
  timers['setUnrefTimeout'] = (callback: Callback, ms: number): unknown =>
    switchboard.net === undefined ? make(callback, ms) : setTimeout(callback, ms).unref();
  // From Node 24 on.
  const reuse = timers['reuseOrCreateUnrefTimeout'] as MakeTimer | undefined;
  if (reuse === undefined) return;
  timers['reuseOrCreateUnrefTimeout'] = (
    timer: unknown,
    callback: Callback,
    ms: number,
    arg: unknown,
  ): unknown =>
    switchboard.net === undefined ? reuse(timer, callback, ms, arg) : setTimeout(callback, ms, arg).unref();
}

/** The `Date` header, which Node keeps for the rest of the second. */
export function stubDateHeader(http: Binding, switchboard: Switchboard): void {
  const utcDate = http['utcDate'] as () => string;
  http['utcDate'] = () => (switchboard.net === undefined ? utcDate() : new Date().toUTCString());
}
