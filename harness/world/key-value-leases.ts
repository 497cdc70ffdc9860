import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { compareKeys } from './key-order.ts';
import { KeyValueError } from './key-value-errors.ts';

/** A lease as it was granted. */
export interface KeyValueLease {
  /** What puts and `keepAlive` call it. */
  readonly lease: number;
  /** How long it lasts without `keepAlive`, in seconds. */
  readonly ttl: number;
}

/** What is left of a lease. */
export interface LeaseTimeToLive {
  /** Whole seconds that are left; -1 where there is no such lease. */
  readonly ttl: number;
  /** As it was granted; 0 where there is none. */
  readonly grantedTtl: number;
  /** The keys that end with it, in order. */
  readonly keys: readonly string[];
}

interface Lease {
  readonly ttl: number;
  deadlineMs: number;
  timer: NodeJS.Timeout | undefined;
  readonly keys: Set<string>;
}

/** The leases of a store. They last while the process that took them is down. */
export class KeyValueLeases {
  readonly #sim: Sim;
  readonly #resource: string;
  readonly #expired: (lease: number) => void;
  readonly #leases = new Map<number, Lease>();
  readonly #leaseOf = new Map<string, number>();
  #last = 0;

  /** @param expired called when a lease has run out; it is to `end` it */
  constructor(sim: Sim, name: string, expired: (lease: number) => void) {
    this.#sim = sim;
    this.#resource = `${name} leases`;
    this.#expired = expired;
  }

  /** @throws KeyValueError where there is one of that number */
  grant(ttlSeconds: number, lease = this.#last + 1): KeyValueLease {
    recording.to?.write(this.#resource);
    if (this.#leases.has(lease)) throw new KeyValueError('lease-exists');
    this.#last = Math.max(this.#last, lease);
    const ttl = Math.max(1, ttlSeconds);
    const granted: Lease = { ttl, deadlineMs: 0, timer: undefined, keys: new Set() };
    this.#leases.set(lease, granted);
    this.#renew(lease, granted);
    return { lease, ttl };
  }

  /** Begins its time anew; the seconds that it has, 0 where there is no such lease. */
  keepAlive(lease: number): number {
    recording.to?.write(this.#resource);
    const kept = this.#leases.get(lease);
    if (kept === undefined) return 0;
    this.#renew(lease, kept);
    return kept.ttl;
  }

  timeToLive(lease: number): LeaseTimeToLive {
    recording.to?.read(this.#resource);
    const found = this.#leases.get(lease);
    if (found === undefined) return { ttl: -1, grantedTtl: 0, keys: [] };
    const ttl = Math.floor((found.deadlineMs - this.#sim.nowMs) / 1000);
    return { ttl, grantedTtl: found.ttl, keys: [...found.keys].sort(compareKeys) };
  }

  /** @throws KeyValueError where there is no such lease */
  check(lease: number): void {
    if (lease === 0) return;
    recording.to?.read(this.#resource);
    if (!this.#leases.has(lease)) throw new KeyValueError('lease-not-found');
  }

  /** A key has that lease from now on, or none where it is 0. */
  attach(key: string, lease: number): void {
    if (lease === 0 && !this.#leaseOf.has(key)) return;
    recording.to?.write(this.#resource);
    this.#leases.get(this.#leaseOf.get(key) ?? 0)?.keys.delete(key);
    this.#leases.get(lease)?.keys.add(key);
    if (lease === 0) this.#leaseOf.delete(key);
    else this.#leaseOf.set(key, lease);
  }

  /** There is no such lease any more; the keys that it had, in order. @throws KeyValueError where there was none */
  end(lease: number): string[] {
    recording.to?.write(this.#resource);
    const ended = this.#leases.get(lease);
    if (ended === undefined) throw new KeyValueError('lease-not-found');
    clearTimeout(ended.timer);
    this.#leases.delete(lease);
    return [...ended.keys].sort(compareKeys);
  }

  /** The process is a new one, and has no timers. */
  restart(): void {
    for (const [lease, kept] of this.#leases) this.#arm(lease, kept);
  }

  #renew(lease: number, kept: Lease): void {
    kept.deadlineMs = this.#sim.nowMs + kept.ttl * 1000;
    clearTimeout(kept.timer);
    this.#arm(lease, kept);
  }

  #arm(lease: number, kept: Lease): void {
    kept.timer = setTimeout(() => this.#expired(lease), Math.max(0, kept.deadlineMs - this.#sim.nowMs));
    // Nobody waits for the end of a lease but those who watch its keys.
    kept.timer.unref();
  }
}
