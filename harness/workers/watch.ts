import type { Beacon } from './beacon.ts';
import { type Stuck, stuckIn } from './stuck.ts';

/**
 * Looks at a beacon now and then, and says when a run does not come back. Counts its own looks and not the clock: a
 * machine that slept, or had no time to look, did not give the run its time either.
 */
export class Watch {
  readonly #beacon: Beacon;
  readonly #limitSeconds: number;
  readonly #looksMax: number;
  #runs = -1;
  #looks = 0;

  /**
   * @param limitSeconds that a run may take; 0 for no limit
   * @param lookEachMs the time between two looks
   */
  constructor(beacon: Beacon, limitSeconds: number, lookEachMs: number) {
    this.#beacon = beacon;
    this.#limitSeconds = limitSeconds;
    this.#looksMax = limitSeconds === 0 ? Infinity : Math.ceil((limitSeconds * 1000) / lookEachMs);
  }

  /** Milliseconds, in whole looks, for which the last run has been going on. */
  get looks(): number {
    return this.#looks;
  }

  look(): Stuck | undefined {
    const { runs, running } = this.#beacon;
    if (!running || runs !== this.#runs) {
      this.#runs = runs;
      this.#looks = 0;
      return undefined;
    }
    this.#looks += 1;
    return this.#looks < this.#looksMax
      ? undefined
      : stuckIn(this.#beacon, { limitSeconds: this.#limitSeconds });
  }
}
