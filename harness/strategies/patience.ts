import type { Event } from '../core/event.ts';
import type { ChoicePoint } from '../core/picker.ts';
import type { Profile } from './strategy.ts';

/** Background timers, which never end, may overtake what must happen so many times in a row. */
export const IDLE_OVERTAKERS_MAX = 4;

/** How often background timers went although something else could have. */
export class Patience {
  #overtakes = 0;

  /** Whether only live events may go now. */
  isOver(point: ChoicePoint): boolean {
    return this.#overtakes >= IDLE_OVERTAKERS_MAX && hasLive(point);
  }

  note(point: ChoicePoint, event: Event): void {
    this.#overtakes = event.live || !hasLive(point) ? 0 : this.#overtakes + 1;
  }
}

function hasLive({ pending, horizonMs }: ChoicePoint): boolean {
  return (
    pending.live > 0 && pending.events.some((event) => event.live && pending.isEnabled(event, horizonMs))
  );
}

/**
 * Deliveries after which a strategy by priorities goes on in the default order, and holds end: one task that never ends
 * of itself must not keep all others waiting for ever (fair PCT, as in [coyote]).
 */
export function unfairSteps({ steps }: Pick<Profile, 'steps'>): number {
  return 200 + 4 * steps;
}
