import { answerWithin } from './answer.ts';
import { circuitEntries, circuitPrefixes, servicePrefix, sessionsOfService } from './circuit-keys.ts';
import type { Circuit, Guard, KeyValueStore, ProxyPort, WorkerEvents } from './ports.ts';

/** Makes the proxy show what the database says of one circuit; nothing of it, when its row is gone. */
export interface Mirror {
  /** Calls `read` when the attempt is fenced. Rejects when it is not known that the proxy shows what was read. */
  show(circuit: string, read: () => Promise<Circuit | null>): Promise<void>;
}

export function mirrorTo(port: ProxyPort, callTimeoutMs: number): Mirror {
  return port.kind === 'etcd'
    ? new StoreMirror(port.store, callTimeoutMs)
    : new WorkerMirror(port.events, callTimeoutMs);
}

export class FenceRaised extends Error {
  override readonly name = 'FenceRaised';
  constructor(circuit: string) {
    super(`circuit ${circuit} was not written: the fence was raised after this attempt began`);
  }
}

class StoreMirror implements Mirror {
  readonly #store: KeyValueStore;
  readonly #callTimeoutMs: number;
  #fence: Promise<Guard> | undefined;

  constructor(store: KeyValueStore, callTimeoutMs: number) {
    this.#store = store;
    this.#callTimeoutMs = callTimeoutMs;
  }

  async show(circuit: string, read: () => Promise<Circuit | null>): Promise<void> {
    const fence = (this.#fence ??= this.#raiseFence());
    try {
      const guard = await fence;
      const row = await read();
      const prefixes = circuitPrefixes(circuit, await this.#sessionsShown(circuit));
      const entries = row === null ? {} : circuitEntries(row);
      const written = await this.#answer(this.#store.replace(prefixes, entries, guard));
      if (!written) throw new FenceRaised(circuit);
    } catch (error) {
      // Precaution fence-late-writes: a write that was given up may reach the store after the next attempt, and
      // would bring back what that one replaced. The next attempt raises the fence first, and the late one fails.
      if (this.#fence === fence) this.#fence = undefined;
      throw error;
    }
  }

  async #raiseFence(): Promise<Guard> {
    const key = 'coordinator/fence';
    return { key, revision: await this.#answer(this.#store.put(key, 'raised')) };
  }

  async #sessionsShown(circuit: string): Promise<readonly string[]> {
    // Precaution sessions-from-the-store: a session that was scaled away is not in the row any more, and what a
    // caller remembers of old routes may be older than the last write. The store itself says what to delete.
    return sessionsOfService(circuit, await this.#answer(this.#store.range(servicePrefix(circuit))));
  }

  #answer<T>(call: Promise<T>): Promise<T> {
    return answerWithin(this.#callTimeoutMs, call);
  }
}

class WorkerMirror implements Mirror {
  readonly #events: WorkerEvents;
  readonly #callTimeoutMs: number;
  #lastVersion = 0;

  constructor(events: WorkerEvents, callTimeoutMs: number) {
    this.#events = events;
    this.#callTimeoutMs = callTimeoutMs;
  }

  async show(circuit: string, read: () => Promise<Circuit | null>): Promise<void> {
    // Precaution version-late-events: an event that was given up may reach the worker after the next one, and
    // would undo it. A worker ignores lower versions; the clock keeps them rising over a restart.
    const version = Math.max(Date.now(), this.#lastVersion + 1);
    this.#lastVersion = version;
    const row = await read();
    const call =
      row === null
        ? this.#events.publish({ type: 'circuit-removed', circuit, version })
        : this.#events.publish({
            type: 'circuit-created',
            circuit,
            routes: row.routes.filter((route) => route.healthy),
            version,
          });
    await answerWithin(this.#callTimeoutMs, call);
  }
}
