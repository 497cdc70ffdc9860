import type { Subscription } from '../model-router.ts';
import type { Counts, Snapshot } from '../ports.ts';
import { BoundedSubscription } from './bounded-subscription.ts';

/** Sends snapshots to all subscribers. */
export class Broadcast {
  readonly #queueLimit: number;
  readonly #subscriptions = new Set<BoundedSubscription>();
  #lastId = 0;
  #lastSequence = 0;
  #closed = false;

  constructor(queueLimit: number) {
    this.#queueLimit = queueLimit;
  }

  /** After `close`, a subscription that has ended already. */
  subscribe(): Subscription {
    this.#lastId += 1;
    const subscription = new BoundedSubscription(`subscriber-${this.#lastId}`, this.#queueLimit);
    if (this.#closed) subscription.end();
    else this.#subscriptions.add(subscription);
    return subscription;
  }

  unsubscribe(left: Subscription): void {
    for (const subscription of this.#subscriptions) {
      if (subscription === left) this.#end(subscription);
    }
  }

  publish(counts: { readonly usage: Counts; readonly tokens: Counts }): void {
    // Precaution publish-without-await: taken and put into every queue in one go, so two snapshots cannot overtake
    // each other and nobody who leaves in the middle gets one afterwards.
    this.#lastSequence += 1;
    const snapshot: Snapshot = { sequence: this.#lastSequence, ...counts };
    for (const subscription of this.#subscriptions) subscription.put(snapshot);
  }

  close(): void {
    this.#closed = true;
    for (const subscription of this.#subscriptions) this.#end(subscription);
  }

  #end(subscription: BoundedSubscription): void {
    this.#subscriptions.delete(subscription);
    subscription.end();
  }
}
