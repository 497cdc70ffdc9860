import { inContext } from '../core/context.ts';
import { type Event, PENDING } from '../core/event.ts';
import type { Run } from '../core/run.ts';
import { active } from '../core/active-run.ts';
import { addImmediate, addTimer } from './timer-events.ts';
import { timersOf } from './timer-registry.ts';
import { unbound } from '../core/unbound.ts';

/** Node's own bounds: anything else becomes 1 ms. */
const LONGEST_MS = 2 ** 31 - 1;

type Callback = (...args: unknown[]) => void;

/** Captured at load. Node itself reaches for them where it reports a fatal error, and then no run is going on. */
const real = {
  setTimeout: unbound(setTimeout),
  setInterval: unbound(setInterval),
  setImmediate: unbound(setImmediate),
  clearTimeout: unbound(clearTimeout),
  clearImmediate: unbound(clearImmediate),
};

const anyImmediate = setImmediate(() => {});
clearImmediate(anyImmediate);
const RealImmediate = anyImmediate.constructor as new () => object;

/** Throws what Node throws at anything that cannot be called. */
export function requireCallback(callback: unknown): asserts callback is Callback {
  if (typeof callback !== 'function') real.setTimeout(callback as Callback);
}

/**
 * A timer whose due time is an event: which of several due timers fires is a choice of the schedule. Named like Node's,
 * for code that looks at that.
 */
class Timeout {
  readonly #run: Run;
  readonly #callback: () => void;
  readonly #ms: number;
  readonly #repeats: boolean;
  #event: Event | undefined;
  #referenced = true;
  #closed = false;

  constructor(run: Run, callback: Callback, ms: number, repeats: boolean, args: unknown[]) {
    this.#run = run;
    this.#callback = inContext(() => Reflect.apply(callback, this, args));
    this.#ms = ms;
    this.#repeats = repeats;
    this.#arm();
  }

  #fire(): void {
    const { nowMs } = this.#run;
    this.#event = undefined;
    try {
      this.#callback();
    } finally {
      // Node counts from when the callback began; what threw in it ticks on, if the process does.
      if (this.#repeats && !this.#closed) this.#arm(nowMs);
    }
  }

  #arm(fromMs = this.#run.nowMs): void {
    const run = this.#run;
    // An interval may be refreshed by its own callback: there is one event of it all the same.
    if (this.#event?.state === PENDING) run.pending.withdraw(this.#event);
    // What a crash has ended sets no timers.
    if (run.current.dead) return;
    const request = { fromMs, ms: this.#ms, repeats: this.#repeats, referenced: this.#referenced };
    this.#event = addTimer(run, request, () => this.#fire());
  }

  close(): this {
    this.#closed = true;
    if (this.#event !== undefined && !this.#run.over) this.#run.pending.withdraw(this.#event);
    this.#event = undefined;
    return this;
  }

  ref(): this {
    return this.#reference(true);
  }

  unref(): this {
    return this.#reference(false);
  }

  hasRef(): boolean {
    return this.#referenced;
  }

  refresh(): this {
    if (!this.#closed) this.#arm();
    return this;
  }

  #reference(referenced: boolean): this {
    this.#referenced = referenced;
    const event = this.#event;
    if (event !== undefined && !event.task.daemon && !this.#repeats)
      this.#run.pending.setLive(event, referenced);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return timersOf(this.#run).numberOf(this);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

class Immediate {
  readonly #run: Run;
  readonly #event: Event | undefined;
  #referenced = true;

  constructor(run: Run, callback: Callback, args: unknown[]) {
    this.#run = run;
    if (run.current.dead) return;
    this.#event = addImmediate(
      run,
      inContext(() => Reflect.apply(callback, this, args)),
    );
  }

  cancel(): void {
    if (this.#event !== undefined && !this.#run.over) this.#run.pending.withdraw(this.#event);
  }

  ref(): this {
    return this.#reference(true);
  }

  unref(): this {
    return this.#reference(false);
  }

  hasRef(): boolean {
    return this.#referenced;
  }

  #reference(referenced: boolean): this {
    this.#referenced = referenced;
    const event = this.#event;
    if (event !== undefined && !event.task.daemon) this.#run.pending.setLive(event, referenced);
    return this;
  }

  [Symbol.dispose](): void {
    this.cancel();
  }
}

/** By `*`, as Node: a bigint or a symbol throws. */
function duration(ms: unknown): number {
  const number = (ms as number) * 1;
  return number >= 1 && number <= LONGEST_MS ? Math.trunc(number) : 1;
}

function withNumber(number: number): object | undefined {
  return active.run === undefined ? undefined : timersOf(active.run).withNumber(number);
}

/** What is neither a timeout nor the number of one is left alone, an immediate too. */
function clearTimer(timer: unknown): void {
  const found = typeof timer === 'number' || typeof timer === 'string' ? withNumber(+timer) : timer;
  if (found instanceof Timeout) found.close();
  else real.clearTimeout(found as NodeJS.Timeout);
}

/** Node's own would write into whatever it is given, and lose its queue over a timeout. */
function clearCheck(immediate: unknown): void {
  if (immediate instanceof Immediate) immediate.cancel();
  else if (immediate instanceof RealImmediate) real.clearImmediate(immediate as NodeJS.Immediate);
}

/** What stands in for the global timer functions while a run goes on. */
export const virtualTimers = {
  setTimeout(this: void, callback: unknown, ms?: unknown, ...args: unknown[]): Timeout | NodeJS.Timeout {
    requireCallback(callback);
    const run = active.run;
    if (run === undefined) return real.setTimeout(callback, Number(ms), ...args);
    return new Timeout(run, callback, duration(ms), false, args);
  },
  setInterval(callback: unknown, ms?: unknown, ...args: unknown[]): Timeout | NodeJS.Timeout {
    requireCallback(callback);
    const run = active.run;
    if (run === undefined) return real.setInterval(callback, Number(ms), ...args);
    return new Timeout(run, callback, duration(ms), true, args);
  },
  setImmediate(this: void, callback: unknown, ...args: unknown[]): Immediate | NodeJS.Immediate {
    requireCallback(callback);
    const run = active.run;
    if (run === undefined) return real.setImmediate(callback, ...args);
    return new Immediate(run, callback, args);
  },
  clearTimeout: clearTimer,
  clearInterval: clearTimer,
  clearImmediate: clearCheck,
} as const;
