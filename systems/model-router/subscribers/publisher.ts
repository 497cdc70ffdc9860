import type { Scope } from '../../primitives/task.ts';
import { type Lock, locked } from '../locking/lock.ts';
import type { Subscription } from '../model-router.ts';
import type { Snapshot, SnapshotDelivery } from '../ports.ts';
import { SubscriberQueue } from './subscriber-queue.ts';

/**
 * The set of subscribers, added to, removed from and iterated over under a lock; but closed without it, and then not
 * closed to newcomers. To end a subscriber whose queue is full, `close` waits until it reads.
 */
export class Publisher {
  readonly #subscribers = new Set<SubscriberQueue>();
  readonly #lock: Lock;
  readonly #queueLimit: number;
  readonly #delivery: SnapshotDelivery | undefined;
  #lastId = 0;

  constructor(lock: Lock, queueLimit: number, delivery: SnapshotDelivery | undefined) {
    this.#lock = lock;
    this.#queueLimit = queueLimit;
    this.#delivery = delivery;
  }

  async subscribe(scope: Scope): Promise<Subscription> {
    this.#lastId += 1;
    const queue = new SubscriberQueue(`subscriber-${this.#lastId}`, this.#queueLimit);
    await locked(this.#lock, scope, () => {
      this.#subscribers.add(queue);
    });
    return queue;
  }

  unsubscribe(subscription: Subscription, scope: Scope): Promise<void> {
    return locked(this.#lock, scope, () => {
      for (const queue of this.#subscribers) {
        if (queue === subscription) this.#subscribers.delete(queue);
      }
    });
  }

  publish(snapshot: Snapshot, scope: Scope): Promise<void> {
    return locked(this.#lock, scope, async () => {
      for (const queue of this.#subscribers) {
        if (this.#delivery !== undefined) await scope.wait(this.#delivery.push(queue.id, snapshot));
        queue.putDroppingOldest(snapshot);
      }
    });
  }

  async close(scope: Scope): Promise<void> {
    const subscribers = [...this.#subscribers];
    for (const queue of subscribers) await queue.put(undefined, scope);
  }
}
