import { Event } from '../../primitives/event.ts';
import { type Scope, uncancellable } from '../../primitives/task.ts';
import type { Subscription } from '../model-router.ts';
import type { Snapshot } from '../ports.ts';

/** A bounded queue of snapshots. Its end is a message like any other, for which there must be room. */
export class SubscriberQueue implements Subscription {
  readonly id: string;
  readonly #limit: number;
  readonly #messages: (Snapshot | undefined)[] = [];
  readonly #arrived = new Event();
  readonly #room = new Event();

  constructor(id: string, limit: number) {
    this.id = id;
    this.#limit = limit;
  }

  get size(): number {
    return this.#messages.length;
  }

  async next(scope: Scope = uncancellable): Promise<Snapshot | undefined> {
    while (this.#messages.length === 0) {
      this.#arrived.clear();
      await this.#arrived.wait(scope);
    }
    const message = this.#messages.shift();
    this.#room.set();
    return message;
  }

  /** Waits for room; does not suspend when there is some. */
  async put(message: Snapshot | undefined, scope: Scope): Promise<void> {
    while (this.#messages.length >= this.#limit) {
      this.#room.clear();
      await this.#room.wait(scope);
    }
    this.#add(message);
  }

  /** Makes room by dropping the oldest message, whatever it is. */
  putDroppingOldest(message: Snapshot): void {
    if (this.#messages.length >= this.#limit) this.#messages.shift();
    this.#add(message);
  }

  #add(message: Snapshot | undefined): void {
    this.#messages.push(message);
    this.#arrived.set();
  }
}
