import { type Event, PENDING } from './event.ts';

/** Timers of one duration, which fire in the order in which they were set. */
interface TimerList {
  readonly ms: number;
  /** In order; those that are no longer pending are taken out when they come to be first. */
  readonly events: Event[];
  /** When Node looks at the list next: the first timer was due then when Node last looked. */
  expiryMs: number;
  /** Of lists that are looked at in the same millisecond, the one with the lower number comes first. */
  number: number;
}

/**
 * Which timer is next, as Node decides it (`lib/internal/timers.js`): a list for each duration, and of these the one
 * that is due first. In one phase of timers a list is gone through to the last timer that is due, even where a timer of
 * another list was due before that.
 */
export class TimerLists {
  readonly #lists = new Map<number, TimerList>();
  #numbers = 0;
  #current: TimerList | undefined = undefined;

  /** @param event due at its opening */
  add(ms: number, event: Event): void {
    const known = this.#lists.get(ms);
    if (known !== undefined && (firstOf(known) !== undefined || known === this.#current)) {
      known.events.push(event);
      return;
    }
    this.#lists.set(ms, { ms, events: [event], expiryMs: event.opensMs, number: this.#numbers++ });
  }

  /**
   * The timer that would fire next.
   * @param phaseMs when the phase of timers began that is going on; negative where none is
   */
  next(phaseMs: number): Event | undefined {
    const current = this.#current;
    if (current !== undefined) {
      const first = firstOf(current);
      if (first !== undefined && first.opensMs <= phaseMs) return first;
      this.#current = undefined;
      if (first !== undefined) {
        current.expiryMs = first.opensMs;
        current.number = this.#numbers++;
      }
    }
    let next: Event | undefined;
    let least = Infinity;
    for (const list of this.#lists.values()) {
      const first = firstOf(list);
      if (first === undefined) {
        this.#lists.delete(list.ms);
        continue;
      }
      // Node gives a list whose first timer was cleared a new number when it comes to look at it in vain.
      const number = list.expiryMs === first.opensMs ? list.number : Infinity;
      if (
        next !== undefined &&
        (first.opensMs > next.opensMs || (first.opensMs === next.opensMs && number >= least))
      )
        continue;
      next = first;
      least = number;
    }
    return next;
  }

  /** Told that the next timer fires: its list is the one that is gone through. */
  fires(event: Event): void {
    this.#current = this.#lists.get(event.key as number);
  }
}

function firstOf({ events }: TimerList): Event | undefined {
  let first = events[0];
  while (first !== undefined && first.state !== PENDING) {
    events.shift();
    first = events[0];
  }
  return first;
}
