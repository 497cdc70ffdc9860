import { type Event, PENDING } from './event.ts';

/** Pending events of which the first is at hand. What has happened or was taken back leaves when it comes to be first. */
export class EventHeap {
  readonly #comesBefore: (a: Event, b: Event) => boolean;
  readonly #events: Event[] = [];

  constructor(comesBefore: (a: Event, b: Event) => boolean) {
    this.#comesBefore = comesBefore;
  }

  add(event: Event): void {
    const events = this.#events;
    let at = events.length;
    events.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = events[parent] as Event;
      if (!this.#comesBefore(event, above)) break;
      events[at] = above;
      at = parent;
    }
    events[at] = event;
  }

  get first(): Event | undefined {
    let first = this.#events[0];
    while (first !== undefined && first.state !== PENDING) {
      this.#removeFirst();
      first = this.#events[0];
    }
    return first;
  }

  #removeFirst(): void {
    const events = this.#events;
    const last = events.pop() as Event;
    const { length } = events;
    if (length === 0) return;
    let at = 0;
    for (let child = 1; child < length; child = 2 * at + 1) {
      if (child + 1 < length && this.#comesBefore(events[child + 1] as Event, events[child] as Event))
        child += 1;
      const below = events[child] as Event;
      if (!this.#comesBefore(below, last)) break;
      events[at] = below;
      at = child;
    }
    events[at] = last;
  }
}
