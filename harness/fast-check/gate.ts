import type { Event } from '../core/event.ts';
import type { Run } from '../core/run.ts';

/** Lets events happen while it is open, and keeps them back while it is closed. */
export class Gate {
  readonly #run: Run;
  readonly #events = new Set<Event>();
  #isOpen = false;

  constructor(run: Run) {
    this.#run = run;
  }

  /** How many wait for it, or for their turn. */
  get size(): number {
    return this.#events.size;
  }

  /** Takes in an event that has just come into being. */
  add(event: Event): void {
    this.#run.add(event);
    this.#events.add(event);
    if (!this.#isOpen) this.#run.pending.withdraw(event);
  }

  /** One of them has happened. */
  passed(event: Event): void {
    this.#events.delete(event);
  }

  /** Opens it, or closes it. */
  set(isOpen: boolean): void {
    if (this.#isOpen === isOpen) return;
    this.#isOpen = isOpen;
    const { pending } = this.#run;
    for (const event of this.#events) {
      if (isOpen) pending.restore(event);
      else pending.withdraw(event);
    }
  }
}
