import { type Condition, wrongWith } from './condition.ts';
import { CLOCK, EVERYTHING, recording } from './recording.ts';
import type { Run } from './run.ts';
import type { StandingCheck } from './standing-checks.ts';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

/**
 * Must hold at some moment of calm, not long after calm has begun. It is calm when all foreground tasks have settled (or
 * wait for what a fault let stall) and no fault strikes any more; each fault begins the time anew.
 */
export class Eventually implements StandingCheck {
  readonly id: string;
  readonly #condition: Condition;
  readonly #withinMs: number;
  #calmSinceMs: number | undefined = undefined;
  #state: 'open' | 'true' | 'reported' = 'open';
  /** The last fault that is accounted for. */
  #faultStep = -1;
  #wrong = '';

  /** @param withinMs virtual milliseconds */
  constructor(id: string, condition: Condition, withinMs: number) {
    this.id = id;
    this.#condition = condition;
    this.#withinMs = withinMs;
  }

  afterStep(run: Run): void {
    if (this.#state === 'reported') return;
    if (!isCalm(run)) {
      this.#calmSinceMs = undefined;
      this.#state = 'open';
      return;
    }
    // From here on it is told by the time and by how far the run has come.
    recording.to?.write(EVERYTHING);
    recording.to?.read(CLOCK);
    this.#calmSinceMs ??= run.nowMs;
    if (run.faultStep > this.#faultStep) this.#state = 'open';
    this.#faultStep = run.faultStep;
    if (this.#state === 'true') return;
    if (run.nowMs > this.#deadlineMs(run)) this.#report(run);
    else this.#look(run);
  }

  keepsUntilMs(run: Run): number {
    return this.#state === 'open' && this.#calmSinceMs !== undefined ? this.#deadlineMs(run) : -Infinity;
  }

  atEnd(run: Run): void {
    // Of a run that was cut off, or hangs by itself, nobody knows what would have come true.
    if (this.#state !== 'open' || (run.ending !== 'quiescent' && run.ending !== 'stalled')) return;
    this.#look(run);
    if (this.#state === 'open') this.#report(run);
  }

  #look(run: Run): void {
    const wrong = wrongWith(run, `sim.eventually('${this.id}', …)`, this.#condition);
    this.#wrong = wrong ?? '';
    if (wrong !== undefined) return;
    this.#state = 'true';
    run.limits.checked?.add(this.id);
  }

  #report(run: Run): void {
    this.#state = 'reported';
    run.limits.checked?.add(this.id);
    const isFault = run.faultStep > 0 && run.faultMs >= (this.#calmSinceMs ?? 0);
    const after = isFault ? 'the last fault' : 'the last task had settled';
    const why = this.#wrong === '' ? '' : `: ${this.#wrong}`;
    const message = `${this.id} did not come true within ${grouped.format(this.#withinMs)} ms after ${after}${why}`;
    run.reportDamage('never-true', this.id, message, [
      { role: 'noticed', step: run.step, what: 'the time given was over' },
    ]);
  }

  #deadlineMs(run: Run): number {
    return Math.max(this.#calmSinceMs ?? run.nowMs, run.faultMs) + this.#withinMs;
  }
}

function isCalm({ tasks, stalls, pending }: Run): boolean {
  return tasks.unsettled === 0 || (stalls > 0 && pending.live === 0);
}
