import { Event } from '../../primitives/event.ts';
import type { Scope } from '../../primitives/task.ts';
import { type Candidate, chooseFree } from '../counters/choose-endpoint.ts';
import { RouterClosed } from '../errors.ts';
import { keyOf } from '../model-router.ts';
import type { Counts } from '../ports.ts';

/** The slots of each endpoint and model. */
export class Slots {
  readonly #limit: number;
  readonly #onChange: () => void;
  readonly #inFlight = new Map<string, number>();
  readonly #freed = new Event();
  #closed = false;

  /** @param onChange called, synchronously, whenever a slot was taken or given back */
  constructor(limit: number, onChange: () => void) {
    this.#limit = limit;
    this.#onChange = onChange;
  }

  counts(): Counts {
    return Object.fromEntries(this.#inFlight);
  }

  /** Takes a slot at the best endpoint, waiting for one if need be. Rejects with `RouterClosed` once closed. */
  async reserve(candidates: readonly Candidate[], model: string, scope: Scope): Promise<string> {
    for (;;) {
      if (this.#closed) throw new RouterClosed();
      // Precaution reserve-in-one-step: no await stands between the choice and the count, else two requests that
      // see the same last free slot both take it.
      const chosen = chooseFree(this.#loadsOf(candidates, model), this.#limit);
      if (chosen !== undefined) {
        this.#count(keyOf(chosen.endpoint, model), chosen.inFlight + 1);
        return chosen.endpoint;
      }
      // Precaution wait-when-saturated: with all slots taken the least used endpoint is no better than the others.
      this.#freed.clear();
      await this.#freed.wait(scope);
    }
  }

  release(endpoint: string, model: string): void {
    const key = keyOf(endpoint, model);
    this.#count(key, (this.#inFlight.get(key) ?? 0) - 1);
    this.#freed.set();
  }

  /** Turns away whoever waits or comes later. Slots that are taken may be given back still. */
  close(): void {
    this.#closed = true;
    this.#freed.set();
  }

  #loadsOf(candidates: readonly Candidate[], model: string) {
    return candidates.map((candidate) => ({
      ...candidate,
      inFlight: this.#inFlight.get(keyOf(candidate.endpoint, model)) ?? 0,
    }));
  }

  #count(key: string, inFlight: number): void {
    if (inFlight === 0) this.#inFlight.delete(key);
    else this.#inFlight.set(key, inFlight);
    this.#onChange();
  }
}
