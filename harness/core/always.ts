import { type Condition, wrongWith } from './condition.ts';
import type { Run } from './run.ts';
import type { StandingCheck } from './standing-checks.ts';

/** Must hold after every step. */
export class Always implements StandingCheck {
  readonly id: string;
  readonly #condition: Condition;
  #isBroken = false;

  constructor(id: string, condition: Condition) {
    this.id = id;
    this.#condition = condition;
  }

  afterStep(run: Run): void {
    if (this.#isBroken) return;
    run.limits.checked?.add(this.id);
    const wrong = wrongWith(run, `sim.always('${this.id}', …)`, this.#condition);
    if (wrong === undefined) return;
    this.#isBroken = true;
    run.report('broken-invariant', this.id, wrong === '' ? `${this.id} does not hold` : wrong);
  }

  keepsUntilMs(): number {
    return -Infinity;
  }

  atEnd(): void {}
}
