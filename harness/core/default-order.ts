import type { Event } from './event.ts';

/** What usually happens: by class, then opening, then creation. */
export function comesBefore(a: Event, b: Event): boolean {
  if (a.class !== b.class) return a.class < b.class;
  if (a.opensMs !== b.opensMs) return a.opensMs < b.opensMs;
  return a.sequence < b.sequence;
}

/** How many of `events`, which are in default order, come before `event`: its index where it is among them. */
export function placeOf(event: Event, events: readonly Event[]): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comesBefore(events[middle] as Event, event)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many of `events`, which are in default order, have a lower class, or the same and open by then.
 * @param opensMs −Infinity: where the class begins
 */
export function endOf(eventClass: number, opensMs: number, events: readonly Event[]): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle] as Event;
    if (event.class < eventClass || (event.class === eventClass && event.opensMs <= opensMs))
      low = middle + 1;
    else high = middle;
  }
  return low;
}
