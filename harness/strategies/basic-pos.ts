import type { Event } from '../core/event.ts';
import type { Choice, ChoicePoint, Picker } from '../core/picker.ts';
import { Chance } from './chance.ts';
import { HighestPriority } from './priorities.ts';
import type { Setting, Strategy } from './strategy.ts';

/** Each event gets a random priority when it comes into being; the highest goes first. */
class BasicPos implements Picker {
  readonly #setting: Setting;
  readonly #chance: Chance;
  /** By creation number. */
  readonly #priorities: number[] = [];
  readonly #highest: HighestPriority;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#chance = new Chance(setting);
    this.#highest = new HighestPriority(setting.profile);
  }

  pick(point: ChoicePoint): Choice {
    const priorities = this.#priorities;
    while (priorities.length < point.created.length) priorities.push(this.#setting.random.unit());
    const index = this.#highest.find(point, priorities);
    const event = point.pending.events[index] as Event;
    this.#highest.note(point, event);
    return this.#chance.decide(point, event, index);
  }
}

/**
 * BasicPOS ([pos], without redrawing the priorities of racing events, which needs footprints): finds
 * deep orders among few events that uniform choice at each step all but never finds; no guarantee by depth.
 */
export const basicPos: Strategy = {
  name: 'pos',
  samples: true,
  *plan() {
    for (let run = 0; ; run++) yield [run];
  },
  picker: (_parameters, setting) => new BasicPos(setting),
};
