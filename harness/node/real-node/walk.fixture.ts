import type { Choice, ChoicePoint, Picker } from '../../core/picker.ts';
import type { Random } from '../../core/random.ts';

/** What was chosen: which of the pending events, and how late. */
export interface Step {
  readonly index: number;
  readonly delayMs: number;
}

/** Does what another run did, and then anything that may come, at any moment at which it may. */
export class Walk implements Picker {
  /** What it chose, before it was over. */
  readonly steps: Step[] = [];
  /** From now on it does not matter. */
  isOver = false;
  readonly #given: readonly Step[];
  readonly #random: Random;

  constructor(given: readonly Step[], random: Random) {
    this.#given = given;
    this.#random = random;
  }

  pick(point: ChoicePoint): Choice {
    const { pending, delivery, horizonMs } = point;
    if (this.isOver) return pending.first(horizonMs);
    const step = this.#given[this.steps.length] ?? this.#any(point);
    this.steps.push(step);
    delivery.delayMs = step.delayMs;
    return step.index;
  }

  #any({ pending, latestMs, nowMs }: ChoicePoint): Step {
    const index = pending.nthEnabled(this.#random.below(pending.countEnabled(latestMs)), latestMs);
    const opensMs = pending.events[index]?.opensMs ?? 0;
    const roomMs = latestMs - Math.max(nowMs, opensMs);
    const isLate = Number.isFinite(roomMs) && roomMs > 0 && this.#random.below(3) === 0;
    return { index, delayMs: isLate ? this.#random.below(roomMs + 1) : 0 };
  }
}
