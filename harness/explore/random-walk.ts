import type { Event } from '../core/event.ts';
import { type ChoicePoint, type Picker } from '../core/picker.ts';
import { FaultDice } from './fault-dice.ts';
import { laterMoment } from './moment.ts';
import type { Setting, Strategy } from './strategy.ts';

/** Uniform over the enabled events at each step, independently. */
class RandomWalk implements Picker {
  readonly #setting: Setting;
  readonly #dice: FaultDice;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#dice = new FaultDice(setting);
  }

  pick(point: ChoicePoint): number {
    const { random } = this.#setting;
    const { pending, horizonMs } = point;
    const enabled = pending.countEnabled(horizonMs);
    const index =
      enabled === 1 ? pending.first(horizonMs) : pending.nthEnabled(random.below(enabled), horizonMs);
    const event = pending.events[index] as Event;
    point.decision.delayMs = laterMoment(point, event, random);
    return this.#dice.roll(point, event) ?? index;
  }
}

/**
 * Uniform random walk: finds shallow races soon; no guarantee by depth. Where one of two enabled events must lose n
 * times in a row its chance falls as 2⁻ⁿ.
 */
export const randomWalk: Strategy = {
  name: 'walk',
  samples: true,
  *plan() {
    for (let run = 0; ; run++) yield [run];
  },
  picker: (_parameters, setting) => new RandomWalk(setting),
};
