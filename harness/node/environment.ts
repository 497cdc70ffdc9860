import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { carried } from '../core/async-storage.ts';
import { watchAsyncStorage } from './async-contexts.ts';
import { virtualClock } from './clock.ts';
import { startAttribution } from './attribution.ts';
import { context, inTask } from '../core/context.ts';
import type { Drain } from '../core/drain.ts';
import { type Drainage, findDrain } from './drain.ts';
import { ErrorSettings } from './error-settings.ts';
import { seedEntropy } from './entropy.ts';
import { refuseExit } from './exit.ts';
import { refuseFakeTimers } from './fake-timers.ts';
import { fixLocale, fixTimeZone } from './locale.ts';
import { undoPatches } from '../core/patch.ts';
import { Leftovers } from './leftovers.ts';
import { watchRealCalls } from './real-calls.ts';
import { Patches } from '../core/patches.ts';
import { realProcess } from './real-process.ts';
import type { Run } from '../core/run.ts';
import { active } from '../core/active-run.ts';
import { virtualAbortTimeout, virtualTimersPromises } from './timers-promises.ts';
import { requireCallback, virtualTimers } from './timers.ts';
import { reportException } from '../core/uncaught.ts';
import { unbound } from '../core/unbound.ts';
import { reportUnhandled } from './unhandled.ts';

type Listener = (...args: unknown[]) => void;

/** What is left behind by no run is nobody's. */
function inRun(report: (run: Run) => void): void {
  if (active.run !== undefined) report(active.run);
}

/** A throw inside a nextTick callback would corrupt Node's hook stack and kill the process. */
function harmless(callback: unknown): (...args: unknown[]) => void {
  requireCallback(callback);
  const { run } = active;
  return inTask((...args) => {
    // Of a run that was ended in the midst of itself, Node still holds some.
    if (run !== active.run) return;
    try {
      callback(...args);
    } catch (error) {
      inRun((run) => reportException(run, error));
    }
  });
}

type Emergency = 'unhandledRejection' | 'rejectionHandled' | 'uncaughtException';

function takeListeners(event: Emergency, listener: Listener): () => void {
  // Raw: what listens once goes on to listen once.
  const originals = realProcess.rawListeners(event) as Listener[];
  realProcess.removeAllListeners(event);
  realProcess.on(event, listener);
  return () => {
    realProcess.removeAllListeners(event);
    for (const original of originals) realProcess.on(event, original);
  };
}

/** Captured at load: what stands there later may look up what stands there during a run (late-binding.ts). */
const nextTick = unbound(process.nextTick);
const queueMicrotask = unbound(globalThis.queueMicrotask);

function patchScheduling(patches: Patches, { takeTick }: Drainage): void {
  patches.set(globalThis, virtualTimers);
  patches.set(timers, virtualTimers);
  patches.set(timersPromises, virtualTimersPromises);
  patches.set(AbortSignal, { timeout: virtualAbortTimeout });
  patches.set(process, {
    nextTick: (callback: unknown, ...args: unknown[]) => {
      const tick = harmless(callback);
      if (takeTick === undefined) {
        context.asyncIds += 1;
        nextTick(tick, ...args);
      } else takeTick(carried(() => tick(...args)));
    },
  });
  patches.set(globalThis, {
    queueMicrotask: (callback: unknown) => {
      const job = harmless(callback);
      context.asyncIds += 1;
      queueMicrotask(job);
    },
  });
}

/** A thread that was taken over. */
export interface World {
  readonly drain: Drain;
  /** To be told before and after each run. */
  readonly errors: Pick<ErrorSettings, 'beginRun' | 'endRun'>;
  /** To be told after each run. */
  readonly leftovers: Pick<Leftovers, 'undo'>;
  /** Puts everything back. */
  release(): void;
}

/**
 * Takes over this thread for one slice of runs: time, timers, randomness, the process's listeners. Costs about 0.2 ms.
 * Nothing real may be awaited until it is released.
 */
export function takeOver(): World {
  refuseFakeTimers();
  const drainage = findDrain();
  const patches = new Patches();
  const errors = new ErrorSettings();
  const undo: (() => void)[] = [() => errors.release(), syncBuiltinESMExports];
  const release = (): void => {
    for (const step of undo.reverse()) step();
  };
  try {
    undo.push(
      takeListeners('unhandledRejection', (reason, promise) =>
        inRun((run) => reportUnhandled(run, reason, promise as Promise<unknown>)),
      ),
      // Node would print a warning for each run.
      takeListeners('rejectionHandled', (promise) =>
        inRun((run) => run.notesIfAny?.unheard.remove(promise as Promise<unknown>)),
      ),
      takeListeners('uncaughtException', (error) => inRun((run) => reportException(run, error, true))),
      fixTimeZone(),
      () => patches.undo(),
    );
    patchScheduling(patches, drainage);
    virtualClock(patches);
    seedEntropy(patches);
    fixLocale(patches);
    refuseExit(patches);
    watchRealCalls(patches);
    const leftovers = new Leftovers(patches);
    syncBuiltinESMExports();
    undo.push(startAttribution(), watchAsyncStorage(patches), undoPatches);
    return { drain: drainage.drain, errors, leftovers, release };
  } catch (error) {
    release();
    throw error;
  }
}
