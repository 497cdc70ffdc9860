import { active } from '../../core/active-run.ts';

/** More turns than any timeout of a client takes. */
const TICKS_MAX = 2_000;

type Timer = ReturnType<typeof setTimeout>;

/**
 * Stands for the one timer on which undici keeps all its timeouts, and which outlives runs: in each it is a timer of that
 * run.
 */
class Ticker {
  readonly #tick: () => void;
  readonly #ms: number;
  #timer: Timer | undefined;
  #madeIn: object | undefined = undefined;
  #isFlushing = false;
  #isAskedFor = false;

  constructor(tick: () => void, ms: number) {
    this.#tick = tick;
    this.#ms = ms;
  }

  refresh(): this {
    this.#isAskedFor = true;
    if (this.#isFlushing) return this;
    if (this.#madeIn === active.run) clearTimeout(this.#timer);
    this.#madeIn = active.run;
    this.#timer = setTimeout(this.#tick, this.#ms).unref();
    return this;
  }

  unref(): this {
    return this;
  }

  /** Takes all timeouts out, so that the next run begins without any; none of them has an effect. */
  flush(): void {
    const { setImmediate } = globalThis;
    globalThis.setImmediate = (() => {}) as unknown as typeof setImmediate;
    this.#isFlushing = true;
    try {
      for (let i = 0; i === 0 || (this.#isAskedFor && i < TICKS_MAX); i++) {
        this.#isAskedFor = false;
        this.#tick();
      }
    } finally {
      this.#isFlushing = false;
      globalThis.setImmediate = setImmediate;
    }
  }
}

/** What undici's only timer is called, and when it comes. */
const TICK = { name: 'onTick', ms: 499 } as const;

let ticker: Ticker | undefined;

/** Waits for undici to set its timer, until what is returned is called. */
export function catchTicker(): () => void {
  const virtual = globalThis.setTimeout as (...args: unknown[]) => unknown;
  const release = (): void => void (globalThis.setTimeout = virtual as typeof setTimeout);
  const watched = (callback: () => void, ms: number, ...args: unknown[]): unknown => {
    if (callback.name !== TICK.name || ms !== TICK.ms) return virtual(callback, ms, ...args);
    release();
    return (ticker = new Ticker(callback, ms)).refresh();
  };
  globalThis.setTimeout = watched as unknown as typeof setTimeout;
  return release;
}

export function flushTicker(): void {
  ticker?.flush();
}
