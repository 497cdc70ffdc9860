import { type Binding, internalBinding } from './internals.ts';
import type { Switchboard } from './switchboard.ts';

/** Node's `FSEvent`, or its `StatWatcher`. */
export interface WatchHandle {
  /** Of an `FSEvent`: a status, what happened, the name it happened to. Of a `StatWatcher`: a status, and numbers. */
  onchange(this: WatchHandle, status: number, ...what: readonly unknown[]): void;
}

/** What answers for handles that watch files. */
export interface WatchAnswers {
  /** @param kind whether it is told of changes, or looks at the file every so often. Returns 0, or an error's number. */
  start(kind: 'events' | 'polls', handle: WatchHandle, args: readonly unknown[]): number;
  stop(handle: WatchHandle): void;
}

interface HandleClass {
  readonly prototype: {
    start: (this: WatchHandle, ...args: unknown[]) => number;
    close: (this: WatchHandle, ...args: unknown[]) => void;
  };
}

/**
 * Node holds these two classes before anybody can replace them, so their methods are. A handle that a run starts is
 * never started in the system.
 */
export function stubFsEvent(binding: Binding, switchboard: Switchboard): void {
  const { prototype } = binding['FSEvent'] as HandleClass;
  const { start, close } = prototype;
  // A handle that was never started is never freed: it has to watch something, for a moment.
  stubHandle(prototype, 'events', switchboard, (handle) => {
    if (start.call(handle, '/', false, false, 'utf8') === 0) close.call(handle);
  });
  const { prototype: polling } = internalBinding('fs')['StatWatcher'] as HandleClass;
  const closePolling = polling.close;
  stubHandle(polling, 'polls', switchboard, (handle) => closePolling.call(handle));
}

function stubHandle(
  prototype: HandleClass['prototype'],
  kind: 'events' | 'polls',
  switchboard: Switchboard,
  free: (handle: WatchHandle) => void,
): void {
  const { start, close } = prototype;
  const simulated = new WeakSet<WatchHandle>();
  prototype.start = function (...args) {
    const { watch } = switchboard;
    if (watch === undefined) return start.apply(this, args);
    const status = watch.start(kind, this, args);
    if (status !== 0) return status;
    simulated.add(this);
    Object.defineProperty(this, 'initialized', { value: true, configurable: true });
    return 0;
  };
  prototype.close = function (...args) {
    if (!simulated.delete(this)) return close.apply(this, args);
    Object.defineProperty(this, 'initialized', { value: false, configurable: true });
    switchboard.watch?.stop(this);
    Reflect.deleteProperty(this, 'initialized');
    free(this);
  };
}
