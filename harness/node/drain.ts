import v8 from 'node:v8';
import type { Drain } from '../core/drain.ts';

interface ProcessInternals {
  _tickCallback?: () => void;
}

const PROBE_DEPTH = 3;

/** How a runtime can be drained. */
export interface Drainage {
  readonly drain: Drain;
  /** Where set, `process.nextTick` has to hand its callbacks here: the drain runs them itself. */
  readonly takeTick?: (callback: () => void) => void;
}

/** `process._tickCallback` (Node 20 to 24, about 140 ns a call) is what Node itself calls after every macrotask. */
export function tickCallbackDrainage(): Drainage | undefined {
  const internals = process as unknown as ProcessInternals;
  const tick = internals._tickCallback;
  return typeof tick === 'function' ? { drain: tick.bind(process) } : undefined;
}

/**
 * V8's own checkpoint, for a Node without `_tickCallback`. It knows nothing of ticks, so those go through a queue of
 * ours, and unhandled rejections are reported by Node only when the slice ends: they lose their step.
 */
export function checkpointDrainage(): Drainage | undefined {
  try {
    v8.setFlagsFromString('--allow-natives-syntax');
    // oxlint-disable-next-line typescript/no-implied-eval -- natives syntax does not parse without the flag set above
    const checkpoint = new Function('%PerformMicrotaskCheckpoint()') as () => void;
    const ticks: (() => void)[] = [];
    const drain = (): void => {
      do {
        for (let tick = ticks.shift(); tick !== undefined; tick = ticks.shift()) tick();
        checkpoint();
      } while (ticks.length > 0);
    };
    return { drain, takeTick: (callback) => void ticks.push(callback) };
  } catch {
    return undefined;
  }
}

/** Whether `drainage` works right here, with ticks as well as promise jobs. */
export function works({ drain, takeTick = (callback) => process.nextTick(callback) }: Drainage): boolean {
  let ticked = false;
  let deepest = 0;
  const deeper = (): void => {
    deepest += 1;
    if (deepest < PROBE_DEPTH) void Promise.resolve().then(deeper);
    else takeTick(() => (ticked = true));
  };
  void Promise.resolve().then(deeper);
  drain();
  return ticked;
}

/**
 * The synchronous drain of this runtime. There is no public function for it, and an asynchronous one (`setImmediate`)
 * would cost seven times as much a step and could not keep other work of the process out of a run.
 *
 * @throws Error where none works: on another runtime, or when called from inside a microtask.
 */
export function findDrain(
  candidates: readonly (() => Drainage | undefined)[] = [tickCallbackDrainage, checkpointDrainage],
): Drainage {
  let present = false;
  for (const candidate of candidates) {
    const drainage = candidate();
    present ||= drainage !== undefined;
    if (drainage !== undefined && works(drainage)) return drainage;
  }
  throw new Error(
    present
      ? 'heddle was asked to run from inside a microtask, where Node cannot drain microtasks. ' +
          'Use explore or replay, which hop to a macrotask by themselves.'
      : `heddle cannot drain microtasks synchronously on ${process.release.name} ${process.version}. Use Node 20.19 or later.`,
  );
}
