import { type Event, PENDING } from './event.ts';

/**
 * Handles that were closed and have not been told so. Those of one turn of the loop are told at its end, the one that was
 * closed last first (libuv's `uv__make_close_pending`); those that are closed meanwhile, at the end of the next.
 */
export class Closings {
  /** By turn; those that are no longer pending leave when somebody looks. */
  readonly #events: Event[] = [];

  /** @param turn at whose end it is told */
  add(event: Event, turn: number): void {
    event.turn = turn;
    this.#events.push(event);
  }

  /** Who is told next. */
  get next(): Event | undefined {
    const events = this.#events;
    while (events.length > 0 && events[0]?.state !== PENDING) events.shift();
    const turn = events[0]?.turn;
    return events.findLast((event) => event.turn === turn && event.state === PENDING);
  }
}
