import type { Event } from '../core/event.ts';
import type { Choice, ChoicePoint, Picker } from '../core/picker.ts';
import { Chance } from './chance.ts';
import type { Setting, Strategy } from './strategy.ts';

/** An event that is held, and how many deliveries it still lets pass. */
interface HoldForCount {
  readonly sequence: number;
  left: number;
}

/** The default order, but d events are held while some others pass. */
class RandomHolds implements Picker {
  readonly #chance: Chance;
  readonly #holds: HoldForCount[] = [];

  constructor(d: number, setting: Setting) {
    const { profile, random } = setting;
    for (let i = 0; i < d; i++) {
      const sequence = random.below(profile.events || 1);
      this.#holds.push({ sequence, left: 1 + random.below(profile.steps || 1) });
    }
    this.#chance = new Chance(setting);
  }

  pick(point: ChoicePoint): Choice {
    const index = this.#next(point);
    return this.#chance.decide(point, point.pending.events[index] as Event, index);
  }

  #next({ pending, horizonMs }: ChoicePoint): number {
    const { events } = pending;
    let first = -1;
    for (let i = 0; i < events.length; i++) {
      const event = events[i] as Event;
      if (!pending.isEnabled(event, horizonMs)) continue;
      if (first < 0) first = i;
      if (!this.#isHeld(event)) return i;
    }
    // All that could happen is held: then holds mean nothing.
    return first;
  }

  #isHeld({ sequence }: Event): boolean {
    for (const hold of this.#holds) {
      if (hold.sequence === sequence && hold.left > 0) {
        hold.left -= 1;
        return true;
      }
    }
    return false;
  }
}

/**
 * d random events of those that the prompt run has, each held for a random while: the number of deliveries that pass it
 * is uniform from 1 to the length of the prompt run. No guarantee, but good at "one reply outlives many others".
 */
export function randomHolds(d: number): Strategy {
  return {
    name: `holds-${d}`,
    samples: true,
    weight: 1 / 2,
    *plan() {
      for (let run = 0; ; run++) yield [run];
    },
    picker: (_parameters, setting) => new RandomHolds(d, setting),
  };
}
