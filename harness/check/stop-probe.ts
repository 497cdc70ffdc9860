import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf, timeOf } from '../core/stamp.ts';

/** Of what kind its stamps are. */
const STOP = 'stop';

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
  /** The step in which it was called, for findings: nobody compares it. */
  startedAtStep: number | undefined;
  /** The step in which it settled, likewise. */
  settledAtStep: number | undefined;
  /** Numbers of the steps of a recording in which it was called and resolved. */
  #calledIn: number | undefined;
  #settledIn: number | undefined;

  constructor(sim: Sim, options: StopProbeOptions = {}) {
    this.#sim = sim;
    this.#options = options;
    // Nobody waits for a shutdown that its process did not live to finish.
    sim.onRestart(() => {
      if (this.#settledAtMs !== undefined) return;
      this.#startedAtMs = undefined;
      this.startedAtStep = undefined;
      this.#calledIn = undefined;
    });
  }

  /** When stop was called, virtual milliseconds; undefined before. */
  get startedAtMs(): number | undefined {
    if (this.#startedAtMs !== undefined) recording.to?.compared('time', STOP);
    return this.#startedAtMs;
  }

  /** When it resolved or rejected, virtual milliseconds; undefined before. */
  get settledAtMs(): number | undefined {
    if (this.#settledAtMs !== undefined) recording.to?.compared('time', STOP);
    return this.#settledAtMs;
  }

  /** The step at which stop resolved. */
  get settledStep(): number | undefined {
    recording.to?.compared('step', STOP);
    return this.#settledStep;
  }

  /**
   * Whether it took longer than `atMostMs` is found out elsewhere, for all moments at which its steps may come: where
   * schedules are gone through up to equivalent orders. Never in an ordinary run.
   */
  isLeftOpen(atMostMs: number): boolean {
    const from = this.#calledIn;
    const to = this.#settledIn;
    if (from === undefined || to === undefined) return false;
    return recording.to?.lasted({ from, to, atMostMs }) === true;
  }

  /** Calls `stop` and watches it: `sim.task('sigterm', () => probe.run(() => writer.stop()), { late: true })`. */
  async run(stop: () => Promise<unknown>): Promise<void> {
    const sim = this.#sim;
    const options = this.#options;
    this.#startedAtMs = timeOf(sim);
    this.startedAtStep = stepOf(sim);
    recording.to?.stamped('time', STOP);
    this.#calledIn = recording.to?.stepNumber;
    try {
      await stop();
    } finally {
      this.#settledAtMs = timeOf(sim);
      recording.to?.stamped('time', STOP);
      recording.to?.stamped('step', STOP);
      this.#settledIn = recording.to?.stepNumber;
      this.#settledStep = stepOf(sim);
      this.settledAtStep = this.#settledStep;
      this.buffered = options.buffered?.() ?? 0;
      this.running = options.running?.() ?? 0;
    }
  }
}
