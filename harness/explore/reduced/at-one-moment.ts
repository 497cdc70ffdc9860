import { isScheduled } from '../../core/event.ts';
import type { Choice, ChoicePoint, Picker } from '../../core/picker.ts';
import type { RecordedStep } from '../../footprint/recording/recorded-step.ts';
import type { FootprintRecorder } from '../../footprint/recording/recorder.ts';

/** Thrown where nobody says that two steps commute. */
export class NotClaimed extends Error {
  override readonly name = 'NotClaimed';
}

/**
 * Lets a picker swap two steps where time is as the engine counts it: only where both may come at this moment, no timer is
 * due that would come first, and both keep the run going. Then neither moves the other, and all who may come later still
 * may, so that they commute where they touch nothing in common. Where windows lie apart more may be claimed, which is not
 * looked at.
 */
export class AtOneMoment implements Picker {
  readonly #picker: Picker;
  readonly #recorder: FootprintRecorder;
  readonly #at: number;
  readonly #pair: readonly RecordedStep[];
  #picks = 0;

  /** @param at how many steps come before the two */
  constructor(picker: Picker, recorder: FootprintRecorder, at: number, pair: readonly RecordedStep[]) {
    this.#picker = picker;
    this.#recorder = recorder;
    this.#at = at;
    this.#pair = pair;
  }

  /** @throws NotClaimed */
  pick(point: ChoicePoint): Choice {
    if (this.#picks++ === this.#at && !this.#pair.every((step) => this.#mayComeNow(point, step)))
      throw new NotClaimed();
    return this.#picker.pick(point);
  }

  #mayComeNow({ pending, nowMs, horizonMs }: ChoicePoint, { delivered }: RecordedStep): boolean {
    if (pending.events.some((event) => isScheduled(event) && event.opensMs <= nowMs)) return false;
    const events = pending.events.filter((event) => delivered.includes(this.#recorder.nameOf(event)));
    return (
      events.length > 0 &&
      events.length === delivered.length &&
      events.every((event) => event.live && event.opensMs <= nowMs && pending.isEnabled(event, horizonMs))
    );
  }
}
