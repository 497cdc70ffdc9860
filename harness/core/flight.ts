import { type Event, PENDING } from './event.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';

/** Calls in flight that end together, as those of a session over many connections; one connection is a channel. */
export class Flight {
  readonly #events: Event[] = [];

  /** One more call is in flight. `call` does this. */
  add(event: Event): void {
    this.#events.push(event);
  }

  /** Takes back what has not taken effect, and rejects every caller with `reason`. Replies on their way are lost. */
  abandon(run: Run, reason: () => unknown): void {
    for (const event of this.#events) {
      const inFlight = event.counterpart ?? event;
      // Also of those that are answered: that they are is why nothing happens. A stall answers nothing, and is the end.
      recording.to?.withdrawn(event);
      recording.to?.withdrawn(inFlight);
      if (inFlight.state === PENDING) run.pending.withdraw(inFlight);
      // Of what was answered there is none left.
      event.reject?.(reason());
    }
    this.#events.length = 0;
  }

  /**
   * Rejects every caller with `reason`, and lets arrive what has not: its effect happens, and nobody is told. Says
   * whether there is such a call; `failed` is called where it fails after all.
   */
  leave(reason: () => unknown, failed: () => void): boolean {
    let arrives = false;
    for (const event of this.#events) {
      recording.to?.withdrawn(event);
      event.reject?.(reason());
      if (event.counterpart !== undefined || event.state !== PENDING) continue;
      arrives = true;
      event.reject = failed;
    }
    this.#events.length = 0;
    return arrives;
  }
}
