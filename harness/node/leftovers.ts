import { active } from '../core/active-run.ts';
import { refuseFakeTimers } from './fake-timers.ts';
import type { Patches } from '../core/patches.ts';
import { TIMER_FUNCTIONS } from './timer-functions.ts';

type Listener = (...args: unknown[]) => void;
type Add = (event: string | symbol, listener: Listener) => NodeJS.Process;

/** How listeners come to an emitter. */
const ADDERS = ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'] as const;

/** What code replaces that stands in for them, or tests its time. */
const REPLACED: readonly (readonly [target: object, names: readonly string[]])[] = [
  [globalThis, [...TIMER_FUNCTIONS, 'queueMicrotask', 'Date']],
  [process, ['nextTick']],
  [Math, ['random']],
];

interface Original {
  readonly target: object;
  readonly name: string;
  readonly value: unknown;
}

function originals(): readonly Original[] {
  return REPLACED.flatMap(([target, names]) =>
    names.map((name) => ({ target, name, value: Reflect.get(target, name) as unknown })),
  );
}

/** Whether all of them stand where they stood, by name: a loop over them would be a third of what a short run costs. */
function areInPlace(): () => boolean {
  const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } = globalThis;
  const { queueMicrotask, Date, process } = globalThis;
  // oxlint-disable-next-line typescript/unbound-method -- compared, not called
  const { nextTick } = process;
  const { random } = Math;
  return () =>
    globalThis.setTimeout === setTimeout &&
    globalThis.setInterval === setInterval &&
    globalThis.setImmediate === setImmediate &&
    globalThis.clearTimeout === clearTimeout &&
    globalThis.clearInterval === clearInterval &&
    globalThis.clearImmediate === clearImmediate &&
    globalThis.queueMicrotask === queueMicrotask &&
    globalThis.Date === Date &&
    process.nextTick === nextTick &&
    Math.random === random;
}

/**
 * Undoes what a run did to what all runs share: listeners that it added to the process, and globals that it replaced. The
 * next run would begin with them, as no program does.
 */
export class Leftovers {
  readonly #added: (readonly [event: string | symbol, listener: Listener])[] = [];
  readonly #originals: readonly Original[];
  readonly #areInPlace: () => boolean;

  /** To be made when all that stands in for the runtime's is in its place. */
  constructor(patches: Patches) {
    this.#originals = originals();
    this.#areInPlace = areInPlace();
    const adders = ADDERS.map((name) => {
      const original = process[name] as Add;
      const add = (event: string | symbol, listener: Listener): NodeJS.Process => {
        if (active.run !== undefined) this.#added.push([event, listener]);
        return Reflect.apply(original, process, [event, listener]);
      };
      return [name, add] as const;
    });
    patches.set(process, Object.fromEntries(adders));
  }

  /**
   * To be called after each run.
   * @throws UsageError where the run has put fake timers in the place of virtual ones
   */
  undo(): void {
    if (this.#added.length > 0) this.#removeListeners();
    if (this.#areInPlace()) return;
    try {
      refuseFakeTimers();
    } finally {
      for (const { target, name, value } of this.#originals)
        Object.defineProperty(target, name, { value, writable: true, configurable: true });
    }
  }

  #removeListeners(): void {
    for (const [event, listener] of this.#added) process.removeListener(event, listener);
    this.#added.length = 0;
  }
}
