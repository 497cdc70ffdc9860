import type { Event } from '../core/event.ts';
import type { ChoicePoint } from '../core/picker.ts';
import { Patience, unfairSteps } from './patience.ts';
import type { Profile } from './strategy.ts';

/** Picks the enabled event of the highest priority, within what is fair. */
export class HighestPriority {
  readonly #priorityOf: (event: Event) => number;
  readonly #unfairSteps: number;
  readonly #patience = new Patience();

  constructor(profile: Profile, priorityOf: (event: Event) => number) {
    this.#priorityOf = priorityOf;
    this.#unfairSteps = unfairSteps(profile);
  }

  /** The index, among the pending events, of the one that goes. */
  find(point: ChoicePoint): number {
    const { pending, latestMs } = point;
    if (point.delivered.length >= this.#unfairSteps) return pending.first(point.horizonMs);
    const { events } = pending;
    const onlyLive = pending.live < events.length && this.#patience.isOver(point);
    let best = -1;
    let highest = -Infinity;
    for (let i = 0; i < events.length; i++) {
      const event = events[i] as Event;
      if (onlyLive && !event.live) continue;
      const priority = this.#priorityOf(event);
      if (priority <= highest || !pending.isEnabled(event, latestMs)) continue;
      highest = priority;
      best = i;
    }
    return best;
  }

  /** To be told what goes in the end. */
  note(point: ChoicePoint, event: Event): void {
    if (point.pending.live < point.pending.events.length) this.#patience.note(point, event);
  }
}
