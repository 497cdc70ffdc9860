import type { Event } from '../core/event.ts';
import type { Choice, ChoicePoint, Picker } from '../core/picker.ts';
import { Chance } from './chance.ts';
import type { Setting, Strategy } from './strategy.ts';

/** Uniform over the enabled events at each step, independently. */
class RandomWalk implements Picker {
  readonly #setting: Setting;
  readonly #chance: Chance;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#chance = new Chance(setting);
  }

  pick(point: ChoicePoint): Choice {
    const { pending, latestMs } = point;
    const enabled = pending.countEnabled(latestMs);
    const index =
      enabled === 1
        ? pending.first(latestMs)
        : pending.nthEnabled(this.#setting.random.below(enabled), latestMs);
    return this.#chance.decide(point, pending.events[index] as Event, index);
  }
}

/**
 * Uniform random walk: finds shallow races soon; no guarantee by depth. Where one of two enabled events must lose n
 * times in a row its chance falls as 2⁻ⁿ.
 */
export const randomWalk: Strategy = {
  name: 'walk',
  samples: true,
  weight: 1 / 2,
  *plan() {
    for (let run = 0; ; run++) yield [run];
  },
  picker: (_parameters, setting) => new RandomWalk(setting),
};
