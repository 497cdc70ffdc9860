import { active } from '../core/active-run.ts';
import { context } from '../core/context.ts';
import { outsideAllContexts } from './async-contexts.ts';
import { bounded, TimeUp } from './bounded.ts';
import { realProcess } from './real-process.ts';
import { unbound } from '../core/unbound.ts';

/** Captured before anything is faked. */
const realSetImmediate = unbound(globalThis.setImmediate);

/** For work that may not come back. */
export interface Limit {
  /** Real milliseconds. Default: no limit. */
  readonly ms: number | undefined;
  /** Puts back what the work would have put back itself, had it been left in the ordinary way. */
  readonly leave: () => void;
}

const unlimited: Limit = { ms: undefined, leave: () => {} };

/**
 * Runs `work` in a macrotask of its own, where microtasks can be drained. (After an `await`, one is in a microtask.)
 * @throws TimeUp where it does not come back within the limit
 */
export function inMacrotask<T>(work: () => T, { ms, leave }: Limit = unlimited): Promise<T> {
  return new Promise((resolve, reject) => {
    realSetImmediate(() => {
      try {
        const alone = (): T => outsideAllContexts(work);
        resolve(ms === undefined ? alone() : bounded(ms, alone));
      } catch (error) {
        if (!(error instanceof TimeUp)) {
          reject(error);
          return;
        }
        active.run = undefined;
        context.task = undefined;
        leave();
        leaveUncaught(error, reject);
      }
    });
  });
}

/**
 * What was ended in the midst of callbacks leaves Node's stack of asynchronous calls as it was inside of them, and Node
 * aborts the process when that does not fit. It is cleared for an error that nobody catches.
 */
function leaveUncaught(error: Error, caught: (error: unknown) => void): never {
  const listeners = realProcess.rawListeners('uncaughtException') as ((...args: unknown[]) => void)[];
  realProcess.removeAllListeners('uncaughtException');
  realProcess.once('uncaughtException', () => {
    for (const listener of listeners) realProcess.on('uncaughtException', listener);
    caught(error);
  });
  throw error;
}
