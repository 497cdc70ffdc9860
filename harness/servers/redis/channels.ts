import { glob } from './command.ts';
import { Push, type Reply, Several } from './reply.ts';

/** Who receives what is published. */
export interface Subscriber {
  readonly channels: Set<string>;
  readonly patterns: Set<string>;
  push(message: Push): void;
}

type Change = 'subscribe' | 'psubscribe' | 'unsubscribe' | 'punsubscribe';

/** The subscriptions of all clients of a server. */
export class Channels {
  readonly #subscribers = new Set<Subscriber>();

  /** Sends a message to all who are subscribed, in the order of their first subscription; how many got it. */
  publish(channel: string, message: string): number {
    let received = 0;
    for (const subscriber of this.#subscribers) {
      if (subscriber.channels.has(channel)) {
        subscriber.push(new Push('message', channel, message));
        received += 1;
      }
      for (const pattern of subscriber.patterns)
        if (glob(pattern).test(channel)) {
          subscriber.push(new Push('pmessage', pattern, channel, message));
          received += 1;
        }
    }
    return received;
  }

  /** Adds or takes away subscriptions; without names, all are taken away. One reply for each. */
  change(subscriber: Subscriber, change: Change, names: readonly string[]): Reply {
    const held = change.startsWith('p') ? subscriber.patterns : subscriber.channels;
    const adds = !change.includes('unsubscribe');
    const which: readonly (string | null)[] = names.length > 0 ? names : [...held];
    const replies = (which.length > 0 ? which : [null]).map((name) => {
      if (name !== null && adds) held.add(name);
      else if (name !== null) held.delete(name);
      return new Push(change, name, subscriber.channels.size + subscriber.patterns.size);
    });
    if (subscriber.channels.size + subscriber.patterns.size > 0) this.#subscribers.add(subscriber);
    else this.leave(subscriber);
    return new Several(replies);
  }

  /** The client has gone. */
  leave(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
  }
}
