import type { CheckResult } from '../core/finding.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf } from '../core/stamp.ts';
import { held, violated } from './check-result.ts';

export const eventLoopKinds = {
  'blocked-event-loop': 'Nothing else could run for longer than the bound.',
} as const;

/** A timer that ought to tick on. How late it is shows how long nothing else could run. */
export class Ticker {
  /** The greatest lateness so far, virtual milliseconds. */
  lateMs = 0;
  /** The step at which the greatest lateness showed; 0 before any. */
  lateStep = 0;
  readonly #sim: Sim;
  readonly #everyMs: number;
  readonly #resource = recording.to?.nameFor('ticker') ?? '';
  #dueMs = Infinity;

  /** Ticks as a daemon task `ticker`. */
  constructor(sim: Sim, everyMs = 100) {
    this.#sim = sim;
    this.#everyMs = everyMs;
    sim.task('ticker', () => this.#arm(), { daemon: true });
  }

  /** To be called at the end of a run: a tick may be overdue. */
  finish(): void {
    this.#note();
  }

  #arm(): void {
    this.#dueMs = this.#sim.nowMs + this.#everyMs;
    setTimeout(() => {
      this.#note();
      this.#arm();
    }, this.#everyMs);
  }

  #note(): void {
    recording.to?.write(this.#resource);
    const lateMs = this.#sim.nowMs - this.#dueMs;
    if (lateMs <= this.lateMs) return;
    this.lateMs = lateMs;
    this.lateStep = stepOf(this.#sim);
  }
}

/** The event loop was never blocked for longer than `boundMs`: `event-loop-not-blocked`. */
export function eventLoopNotBlocked(ticker: Ticker, boundMs: number): CheckResult {
  ticker.finish();
  if (ticker.lateMs <= boundMs) return held('event-loop-not-blocked');
  const message = `a tick was ${ticker.lateMs} ms late; the bound is ${boundMs} ms`;
  return violated('event-loop-not-blocked', 'blocked-event-loop', message, ticker.lateStep);
}
