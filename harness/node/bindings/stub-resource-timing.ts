import type { Switchboard } from './switchboard.ts';

interface Marks {
  markResourceTiming: (...args: unknown[]) => unknown;
}

/**
 * `fetch` marks each request in a buffer of the process, which tells everybody when it is full. In runs it does not; it
 * takes the function when it is first called.
 */
export function stubResourceTiming(switchboard: Switchboard): void {
  const holder = Object.getPrototypeOf(performance) as Marks;
  const mark = holder.markResourceTiming;
  holder.markResourceTiming = function markResourceTiming(this: unknown, ...args: unknown[]): unknown {
    return switchboard.net === undefined ? mark.apply(this, args) : undefined;
  };
}
