import type { Binding } from './internals.ts';
import type { Switchboard } from './switchboard.ts';

/** An immediate of Node's own code, which took `setImmediate` before anybody could put another there. */
export interface CapturedImmediate {
  readonly _onImmediate: (...args: unknown[]) => void;
  readonly _argv: readonly unknown[] | undefined;
}

interface Queue {
  append(immediate: CapturedImmediate): void;
}

/** Of `internal/timers`: in a run such an immediate (of `Blob.stream`, from Node 24 on) is one of the run. */
export function stubImmediates(timers: Binding, switchboard: Switchboard): void {
  const queue = timers['immediateQueue'] as Queue;
  const append = queue.append.bind(queue);
  queue.append = (immediate) => {
    append(immediate);
    switchboard.immediate?.(immediate);
  };
}
