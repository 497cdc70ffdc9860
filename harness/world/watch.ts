import { inTask } from '../core/context.ts';
import { Flight } from '../core/flight.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { ConnectionClosed } from './database-errors.ts';
import type { KeyValueChange } from './key-value-store.ts';

type Deliver = <T>(key: string, effect: () => T, flight: Flight) => Promise<T>;

/** One watcher's view of the store. One change is on its way at a time, so they arrive in order. */
export class Watch {
  readonly #sim: Sim;
  readonly #prefix: string;
  readonly #deliver: Deliver;
  readonly #flight = new Flight();
  readonly #resource = recording.to?.nameFor('watch') ?? '';
  readonly #backlog: KeyValueChange[] = [];
  #parked: { go(change: KeyValueChange): void; fail(error: Error): void } | undefined;
  #closed = false;

  constructor(sim: Sim, prefix: string, deliver: Deliver) {
    this.#sim = sim;
    this.#prefix = prefix;
    this.#deliver = deliver;
  }

  /** The next change; waits for one. Not to be called again before it resolves. */
  next(): Promise<KeyValueChange> {
    recording.to?.write(this.#resource);
    if (this.#closed) return Promise.reject(new ConnectionClosed());
    const change = this.#backlog.shift();
    if (change !== undefined) return this.#send(change);
    return new Promise((resolve, reject) => {
      // Sent in the name of the watcher, not of whoever made the change.
      const go = inTask((made: KeyValueChange) => resolve(this.#send(made)));
      this.#parked = { go, fail: reject };
    });
  }

  /** Ends the watch; a `next` that waits rejects. */
  close(): void {
    recording.to?.write(this.#resource);
    this.#closed = true;
    this.#sim.abandon(this.#flight, () => new ConnectionClosed());
    this.#parked?.fail(new ConnectionClosed());
    this.#parked = undefined;
  }

  /** @internal For the store. */
  offer(change: KeyValueChange): void {
    if (!change.key.startsWith(this.#prefix)) return;
    recording.to?.write(this.#resource);
    if (this.#closed) return;
    const parked = this.#parked;
    this.#parked = undefined;
    if (parked === undefined) this.#backlog.push(change);
    else parked.go(change);
  }

  #send(change: KeyValueChange): Promise<KeyValueChange> {
    return this.#deliver(change.key, () => change, this.#flight);
  }
}
