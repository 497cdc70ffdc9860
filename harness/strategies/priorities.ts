import type { Event } from '../core/event.ts';
import type { ChoicePoint } from '../core/picker.ts';
import { Patience, unfairSteps } from './patience.ts';
import type { Profile } from './strategy.ts';

/** Picks the enabled event of the highest priority, within what is fair. */
export class HighestPriority {
  readonly #unfairSteps: number;
  /** Most runs have no background timers. */
  #patience: Patience | undefined = undefined;

  constructor(profile: Profile) {
    this.#unfairSteps = unfairSteps(profile);
  }

  /**
   * The index, among the pending events, of the one that goes.
   * @param priorities by creation number; a list and no function, which all strategies together would make slow to call
   */
  find(point: ChoicePoint, priorities: readonly number[]): number {
    const { pending, latestMs } = point;
    if (point.delivered.length >= this.#unfairSteps) return pending.first(point.horizonMs);
    const { events } = pending;
    const onlyLive = pending.live < events.length && this.#patience?.isOver(point) === true;
    let best = -1;
    let highest = -Infinity;
    for (let i = 0; i < events.length; i++) {
      const event = events[i] as Event;
      if (onlyLive && !event.live) continue;
      const priority = priorities[event.sequence] as number;
      if (priority <= highest || !pending.isEnabled(event, latestMs)) continue;
      highest = priority;
      best = i;
    }
    return best;
  }

  /** To be told what goes in the end. */
  note(point: ChoicePoint, event: Event): void {
    if (point.pending.live < point.pending.events.length)
      (this.#patience ??= new Patience()).note(point, event);
  }
}
