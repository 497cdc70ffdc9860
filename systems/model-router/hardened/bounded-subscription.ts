import { Event } from '../../primitives/event.ts';
import { type Scope, uncancellable } from '../../primitives/task.ts';
import type { Subscription } from '../model-router.ts';
import type { Snapshot } from '../ports.ts';

/** The latest snapshots for one subscriber. */
export class BoundedSubscription implements Subscription {
  readonly id: string;
  readonly #limit: number;
  readonly #snapshots: Snapshot[] = [];
  readonly #changed = new Event();
  #ended = false;

  constructor(id: string, limit: number) {
    this.id = id;
    this.#limit = limit;
  }

  get size(): number {
    return this.#snapshots.length;
  }

  async next(scope: Scope = uncancellable): Promise<Snapshot | undefined> {
    while (this.#snapshots.length === 0 && !this.#ended) {
      this.#changed.clear();
      await this.#changed.wait(scope);
    }
    return this.#snapshots.shift();
  }

  put(snapshot: Snapshot): void {
    if (this.#snapshots.length >= this.#limit) this.#snapshots.shift();
    this.#snapshots.push(snapshot);
    this.#changed.set();
  }

  end(): void {
    // Precaution end-needs-no-room: the end is a state, not a message. As a message it would have to wait until a
    // full queue is read, perhaps for ever, or might itself be dropped as the oldest.
    this.#ended = true;
    this.#changed.set();
  }
}
