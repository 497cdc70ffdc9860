import { inTask } from '../core/context.ts';
import { Flight } from '../core/flight.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { ConnectionClosed } from './database-errors.ts';
import type { KeyValueChange } from './key-value.ts';

/** Which changes a watch delivers. */
export interface WatchOptions {
  /** From that revision on, past or to come. Default: what comes after the watch has reached the store. */
  readonly fromRevision?: number;
  /** Only changes of that type. Default: both. */
  readonly only?: KeyValueChange['type'];
}

type Changes = readonly [KeyValueChange, ...KeyValueChange[]];
type Deliver = <T>(key: string, effect: () => T, flight: Flight) => Promise<T>;

/**
 * One watcher's view of the store. One transaction is on its way at a time, so they arrive in order, and the changes of
 * one arrive together. A watch that is broken by a fault, or whose past was compacted, is over: nothing is left out.
 */
export class Watch {
  /** Resolves to the store's revision when the watch has reached it; rejects where it does not. */
  readonly opened: Promise<number>;
  readonly #sim: Sim;
  readonly #prefix: string;
  readonly #options: WatchOptions;
  readonly #deliver: Deliver;
  readonly #flight = new Flight();
  readonly #resource = recording.to?.nameFor('watch') ?? '';
  readonly #backlog: Changes[] = [];
  readonly #arrived: KeyValueChange[] = [];
  #parked: { go(changes: Changes): void; fail(error: unknown): void } | undefined;
  #end: { readonly error: unknown } | undefined;

  /** @param open what happens when it reaches the store; returns the store's revision */
  constructor(
    sim: Sim,
    prefix: string,
    options: WatchOptions,
    deliver: Deliver,
    open: (watch: Watch) => number,
  ) {
    this.#sim = sim;
    this.#prefix = prefix;
    this.#options = options;
    this.#deliver = deliver;
    this.opened = this.#deliver(prefix, () => open(this), this.#flight);
    // Who does not wait for it learns of it by `next`.
    this.opened.catch((error: unknown) => this.fail(error));
  }

  /** The next change; waits for one. Not to be called again before it resolves. */
  next(): Promise<KeyValueChange> {
    recording.to?.write(this.#resource);
    const arrived = this.#arrived.shift();
    if (arrived !== undefined) return Promise.resolve(arrived);
    if (this.#end !== undefined) return Promise.reject(this.#end.error);
    const changes = this.#backlog.shift();
    if (changes !== undefined) return this.#send(changes);
    return new Promise((resolve, reject) => {
      // Sent in the name of the watcher, not of whoever made the change.
      const go = inTask((made: Changes) => resolve(this.#send(made)));
      this.#parked = { go, fail: reject };
    });
  }

  /** Ends the watch; a `next` that waits rejects. */
  close(): void {
    recording.to?.write(this.#resource);
    this.#sim.abandon(this.#flight, () => new ConnectionClosed());
    this.fail(new ConnectionClosed());
  }

  /** @internal For the store: whether it is of no use any more. */
  get isOver(): boolean {
    recording.to?.read(this.#resource);
    return this.#end !== undefined;
  }

  /** @internal For the store: what one transaction changed. */
  offer(made: readonly KeyValueChange[]): void {
    const { fromRevision = 0, only } = this.#options;
    const [first, ...others] = made.filter(
      ({ key, type, revision }) =>
        key.startsWith(this.#prefix) && (only ?? type) === type && revision >= fromRevision,
    );
    if (first === undefined) return;
    recording.to?.write(this.#resource);
    if (this.#end !== undefined) return;
    const parked = this.#parked;
    this.#parked = undefined;
    if (parked === undefined) this.#backlog.push([first, ...others]);
    else parked.go([first, ...others]);
  }

  /** @internal For the store: the watch is over, and says why. */
  fail(error: unknown): void {
    recording.to?.write(this.#resource);
    this.#end ??= { error };
    this.#backlog.length = 0;
    this.#arrived.length = 0;
    this.#parked?.fail(error);
    this.#parked = undefined;
  }

  #send([first, ...others]: Changes): Promise<KeyValueChange> {
    const arrive = (): KeyValueChange => {
      recording.to?.write(this.#resource);
      this.#arrived.push(...others);
      return first;
    };
    return this.#deliver(first.key, arrive, this.#flight).catch((error: unknown) => {
      this.fail(error);
      throw error;
    });
  }
}
