import { misuse } from './misuse.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';

/** A check that is asked while the run goes on. */
export interface StandingCheck {
  /** The invariant of which it speaks. */
  readonly id: string;
  /** After the drain of each step, and of the set-up. */
  afterStep(run: Run): void;
  /** Until when the run goes on for its sake although all else is over, virtual milliseconds. */
  keepsUntilMs(run: Run): number;
  /** After the last step. */
  atEnd(run: Run): void;
}

/** Those of one run. */
export class StandingChecks {
  readonly #byId = new Map<string, { readonly check: StandingCheck; readonly process: number }>();

  /** @throws Error where there is one of that name; a process that starts anew after a crash may declare its own again */
  add(run: Run, check: StandingCheck): void {
    if (this.#byId.get(check.id)?.process === run.crashes)
      misuse(
        run,
        `Two of sim.always and sim.eventually are called '${check.id}'; give each an id of its own.`,
      );
    if (run.limits.inapplicable?.has(check.id) === true) return;
    this.#byId.set(check.id, { check, process: run.crashes });
  }

  afterStep(run: Run): void {
    recording.to?.reader('checks');
    for (const { check } of this.#byId.values()) check.afterStep(run);
    recording.to?.reader('code');
  }

  keepsUntilMs(run: Run): number {
    let untilMs = -Infinity;
    for (const { check } of this.#byId.values()) untilMs = Math.max(untilMs, check.keepsUntilMs(run));
    return untilMs;
  }

  atEnd(run: Run): void {
    for (const { check } of this.#byId.values()) check.atEnd(run);
  }
}
