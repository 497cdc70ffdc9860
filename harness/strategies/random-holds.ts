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
  readonly #setting: Setting;
  readonly #chance: Chance;
  readonly #holds: HoldForCount[] = [];

  constructor(d: number, setting: Setting) {
    this.#setting = setting;
    const { profile, random } = setting;
    for (let i = 0; i < d; i++) {
      const sequence = random.below(profile.events || 1);
      this.#holds.push({ sequence, left: 1 + random.below(profile.steps || 1) });
    }
    this.#chance = new Chance(setting);
  }

  pick(point: ChoicePoint): Choice {
    if (point.delivered.at(-1)?.type.kind === 'kill') this.#holdLastWords(point);
    const index = this.#next(point);
    return this.#chance.decide(point, point.pending.events[index] as Event, index);
  }

  /** What a process has sent in its last step, and others have not received, may outlive it for long. */
  #holdLastWords({ pending, delivered }: ChoicePoint): void {
    const { random, profile } = this.#setting;
    const [last, kill] = delivered.slice(-2);
    if (last === undefined || kill === undefined || random.below(2) === 0) return;
    for (const { sequence } of pending.events)
      if (sequence >= last.madeBefore && sequence < kill.sequence)
        this.#holds.push({ sequence, left: 1 + random.below(profile.steps || 1) });
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
 * is uniform from 1 to the length of the prompt run; so may be what a process has sent when it is killed. No guarantee, but good at "one reply outlives many others".
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
