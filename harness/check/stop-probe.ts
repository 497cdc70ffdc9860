import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf, timeOf } from '../core/stamp.ts';

/** What a probe counts when stop resolves. */
export interface StopProbeOptions {
  /** How much is still in memory at the moment stop resolves. Default: nothing. */
  readonly buffered?: () => number;
  /** How much still runs at that moment: open transactions, say. Default: nothing. */
  readonly running?: () => number;
}

/** Watches one shutdown: when it began, when it resolved, and what was left at that moment. */
export class StopProbe {
  /** What was left when it resolved. */
  buffered = 0;
  /** What still ran when it resolved. */
  running = 0;
  readonly #sim: Sim;
  readonly #options: StopProbeOptions;
  #startedAtMs: number | undefined;
  #settledAtMs: number | undefined;
  #settledStep: number | undefined;

  constructor(sim: Sim, options: StopProbeOptions = {}) {
    this.#sim = sim;
    this.#options = options;
    // Nobody waits for a shutdown that its process did not live to finish.
    sim.onRestart(() => {
      this.#startedAtMs = this.#settledAtMs === undefined ? undefined : this.#startedAtMs;
    });
  }

  /** When stop was called, virtual milliseconds; undefined before. */
  get startedAtMs(): number | undefined {
    recording.to?.compared('time');
    return this.#startedAtMs;
  }

  /** When it resolved or rejected, virtual milliseconds; undefined before. */
  get settledAtMs(): number | undefined {
    recording.to?.compared('time');
    return this.#settledAtMs;
  }

  /** The step at which stop resolved. */
  get settledStep(): number | undefined {
    recording.to?.compared('step');
    return this.#settledStep;
  }

  /** Calls `stop` and watches it: `sim.task('sigterm', () => probe.run(() => writer.stop()), { late: true })`. */
  async run(stop: () => Promise<unknown>): Promise<void> {
    const sim = this.#sim;
    const options = this.#options;
    this.#startedAtMs = timeOf(sim);
    try {
      await stop();
    } finally {
      this.#settledAtMs = timeOf(sim);
      this.#settledStep = stepOf(sim);
      this.buffered = options.buffered?.() ?? 0;
      this.running = options.running?.() ?? 0;
    }
  }
}
