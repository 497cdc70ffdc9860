import type { Channel } from 'node:diagnostics_channel';
import type { Sim } from 'heddle';
import { lockAcquired, type LockEvent, lockQueued, lockReleased } from '../../systems/model-router/index.ts';

/**
 * What a lock cost, in virtual milliseconds waited and held. How often it was waited for is not counted: a promise that
 * is handed on within a turn of the loop takes its place in the queue here, and none in asyncio (rule 1 of
 * [fidelity-rules]).
 */
export interface Contention {
  waitMs: number;
  holdMs: number;
}

/** Listens to all locks of one run, until `stop`. */
export class LockMeter {
  readonly #locks = new Map<string, Contention>();
  /** Since when those wait who have not been let in, and since when those hold who have. Fair locks: first come. */
  readonly #queued = new Map<string, number[]>();
  readonly #held = new Map<string, number[]>();
  readonly #sim: Pick<Sim, 'nowMs'>;

  constructor(sim: Pick<Sim, 'nowMs'>) {
    this.#sim = sim;
    for (const [channel, listener] of this.#listeners) channel.subscribe(listener);
  }

  stop(): void {
    for (const [channel, listener] of this.#listeners) channel.unsubscribe(listener);
  }

  /** The sum over all locks whose name `accepts`. */
  total(accepts: (lock: string) => boolean): Contention {
    const total = none();
    for (const [lock, contention] of this.#locks) {
      if (!accepts(lock)) continue;
      total.waitMs += contention.waitMs;
      total.holdMs += contention.holdMs;
    }
    return total;
  }

  readonly #onQueued = (message: unknown): void => {
    const { lock } = message as LockEvent;
    append(this.#queued, lock, this.#sim.nowMs);
  };

  readonly #onAcquired = (message: unknown): void => {
    const { lock } = message as LockEvent;
    const { nowMs } = this.#sim;
    this.#of(lock).waitMs += nowMs - (this.#queued.get(lock)?.shift() ?? nowMs);
    append(this.#held, lock, nowMs);
  };

  readonly #onReleased = (message: unknown): void => {
    const { lock } = message as LockEvent;
    const { nowMs } = this.#sim;
    this.#of(lock).holdMs += nowMs - (this.#held.get(lock)?.shift() ?? nowMs);
  };

  get #listeners(): readonly (readonly [Channel, (message: unknown) => void])[] {
    return [
      [lockQueued, this.#onQueued],
      [lockAcquired, this.#onAcquired],
      [lockReleased, this.#onReleased],
    ];
  }

  #of(lock: string): Contention {
    let contention = this.#locks.get(lock);
    if (contention === undefined) {
      contention = none();
      this.#locks.set(lock, contention);
    }
    return contention;
  }
}

function none(): Contention {
  return { waitMs: 0, holdMs: 0 };
}

function append(times: Map<string, number[]>, lock: string, atMs: number): void {
  const known = times.get(lock);
  if (known === undefined) times.set(lock, [atMs]);
  else known.push(atMs);
}
