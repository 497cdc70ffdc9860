import type { Event } from '../core/event.ts';
import type { Run } from '../core/run.ts';

/**
 * Lets events happen while it is open, and keeps them back while it is closed. It often closes and opens again within
 * one step, which costs nothing: events are only taken back when nothing moves any more and it is still closed.
 */
export class Gate {
  readonly #run: Run;
  readonly #events = new Set<Event>();
  #isOpen = false;
  /** Whether the events are where they can happen. */
  #areOut = false;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Takes in an event that has just come into being. */
  add(event: Event): void {
    this.#run.add(event);
    this.#events.add(event);
    if (!this.#areOut) this.#run.pending.withdraw(event);
  }

  /** One of them has happened. */
  passed(event: Event): void {
    this.#events.delete(event);
  }

  open(): void {
    this.#isOpen = true;
    if (this.#areOut) return;
    this.#areOut = true;
    for (const event of this.#events) this.#run.pending.restore(event);
  }

  close(): void {
    this.#isOpen = false;
  }

  /** Nothing moves any more in this step. */
  rest(): void {
    if (this.#isOpen || !this.#areOut) return;
    this.#areOut = false;
    for (const event of this.#events) this.#run.pending.withdraw(event);
  }
}
