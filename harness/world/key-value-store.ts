import type { Flight } from '../core/flight.ts';
import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf } from '../core/stamp.ts';
import { type KeyRange, nameOfRange } from './key-range.ts';
import { type KeyValueLease, KeyValueLeases, type LeaseTimeToLive } from './key-value-leases.ts';
import type {
  KeyTransaction,
  KeyTransactionResponse,
  KeyValueRequest,
  RangeOptions,
  RangeResponse,
} from './key-value-requests.ts';
import { KeyValueRevisions } from './key-value-revisions.ts';
import { checkKeys, checkTransaction, KeyValueTransaction, rangeOf } from './key-value-transaction.ts';
import type { KeyValue } from './key-value.ts';
import type { Latencies } from './latency.ts';
import { replacing, type RevisionGuard } from './replacing.ts';
import { Watch, type WatchOptions } from './watch.ts';

/** Operations are named `<name>.<call>`, with the key or prefix as key: `kv.put(a)`, `kv.deletePrefix(routers/)`. */
export type KeyValueCall =
  | 'get'
  | 'range'
  | 'select'
  | 'put'
  | 'putPrefix'
  | 'delete'
  | 'deletePrefix'
  | 'compareAndPut'
  | 'replace'
  | 'transact'
  | 'compact'
  | 'grant'
  | 'keepAlive'
  | 'timeToLive'
  | 'revoke'
  | 'watch';

/** How a key-value store is called, how long it takes, and how it reads. */
export interface KeyValueOptions {
  /** What its operations' names begin with. Default `kv`. */
  readonly name?: string;
  /** Default: 1 to 10 ms each. */
  readonly latencyMs?: Latencies<KeyValueCall>;
  /** Whether what is read may be stale on arrival: request and reply are two events. Default true. */
  readonly splitReads?: boolean;
}

const READS: ReadonlySet<KeyValueCall> = new Set(['get', 'range', 'select', 'timeToLive']);

/**
 * A key-value store that answers as etcd 3.4 does. Each call is one atomic transaction, which has a revision of its own
 * where it changes something, prefixes and several entries included. It survives a crash of the process, with its
 * leases; watches do not. What it refuses rejects with a `KeyValueError`. Faults by operation name: `error`, `stall`,
 * `lost-reply`.
 */
export class KeyValueStore {
  readonly #sim: Sim;
  readonly #options: KeyValueOptions;
  readonly #name: string;
  readonly #revisions: KeyValueRevisions;
  readonly #leases: KeyValueLeases;
  readonly #operations: Partial<Record<KeyValueCall, Operation>> = {};
  #watches: Watch[] | undefined;

  constructor(sim: Sim, options: KeyValueOptions = {}) {
    this.#sim = sim;
    this.#options = options;
    this.#name = options.name ?? 'kv';
    this.#revisions = new KeyValueRevisions(this.#name);
    this.#leases = new KeyValueLeases(sim, this.#name, (lease) => this.#endLease(lease));
    sim.onRestart(() => {
      this.#watches = undefined;
      this.#leases.restart();
    });
    sim.watch(this.#name, () => this.entries());
  }

  /** The store's revision: that of the last transaction that changed something; 1 before the first. */
  get revision(): number {
    return this.#revisions.current;
  }

  /** The value of a key, with its revision. */
  get(key: string): Promise<KeyValue | undefined> {
    return this.#operation('get').call(key, () => {
      checkKeys({ type: 'range', keys: { key } });
      return this.#revisions.find(key);
    });
  }

  /** All keys that begin with `prefix`, in their order, with their values. */
  range(prefix: string): Promise<Record<string, string>> {
    return this.#operation('range').call(prefix, () => this.entries(prefix));
  }

  /** The keys of a range with all that the store knows of them, also as they were at an earlier revision. */
  select(keys: KeyRange, options: RangeOptions = {}): Promise<RangeResponse & { readonly revision: number }> {
    const request = { ...options, type: 'range', keys } as const;
    const effect = (): RangeResponse & { readonly revision: number } => {
      checkKeys(request);
      return { ...rangeOf(this.#revisions, request), revision: this.revision };
    };
    return this.#operation('select').call(nameOfRange(keys), effect, { args: options });
  }

  /** Puts one key, with a lease if there is one; resolves to the revision of that put. */
  put(key: string, value: string, { lease }: { readonly lease?: number } = {}): Promise<number> {
    const request = { type: 'put', key, value, ...(lease !== undefined && { lease }) } as const;
    const args = lease === undefined ? value : { value, lease };
    return this.#operation('put').call(key, () => this.#change(request).revision, { args });
  }

  /** Puts all entries in one transaction. In traces it goes by its first key. */
  putPrefix(entries: Readonly<Record<string, string>>): Promise<void> {
    const puts = Object.entries(entries).map(([key, value]) => ({ type: 'put', key, value }) as const);
    return this.#operation('putPrefix').call(puts[0]?.key, () => void this.#change(...puts), {
      args: entries,
    });
  }

  /** Deletes one key, if it is there. */
  delete(key: string): Promise<void> {
    return this.#operation('delete').call(key, () => void this.#change({ type: 'delete', keys: { key } }));
  }

  /** Deletes every key that begins with `prefix`. */
  deletePrefix(prefix: string): Promise<void> {
    const effect = (): void => void this.#change({ type: 'delete', keys: { prefix } });
    return this.#operation('deletePrefix').call(prefix, effect);
  }

  /** Puts `value` if the key is still at `revision` (0: does not exist); resolves to whether it did. */
  compareAndPut(key: string, value: string, revision: number): Promise<boolean> {
    const transaction: KeyTransaction = {
      compare: [{ key, target: 'revision', result: '=', value: revision }],
      success: [{ type: 'put', key, value }],
    };
    const effect = (): boolean => this.#transact(transaction).succeeded;
    return this.#operation('compareAndPut').call(key, effect, { args: value });
  }

  /**
   * Leaves nothing under the prefixes but the entries, if the guard holds; resolves to whether it did. A key that is
   * there and among the entries is put again, not deleted: etcd takes no transaction that does both.
   */
  replace(
    prefixes: readonly string[],
    entries: Readonly<Record<string, string>>,
    guard: RevisionGuard,
  ): Promise<boolean> {
    const transaction = replacing(prefixes, entries, guard);
    const effect = (): boolean => this.#transact(transaction).succeeded;
    return this.#operation('replace').call(guard.key, effect, { args: { prefixes, entries, guard } });
  }

  /** One transaction of any requests. In traces it goes by the first key that it compares. */
  transact(transaction: KeyTransaction): Promise<KeyTransactionResponse> {
    const effect = (): KeyTransactionResponse => this.#transact(transaction);
    return this.#operation('transact').call(transaction.compare?.[0]?.key, effect, { args: transaction });
  }

  /** The store forgets how it was before a revision: reads at it, and watches from it, are refused. */
  compact(revision: number): Promise<void> {
    return this.#operation('compact').call(revision, () => this.#revisions.compact(revision));
  }

  /**
   * A lease of so many seconds, 1 at the least (etcd's least is 2 by its default settings). Keys that are put with it
   * are deleted, in one transaction, when it ends: then, or up to a second later in etcd.
   * @param lease its number; default: the next
   */
  grant(ttlSeconds: number, lease?: number): Promise<KeyValueLease> {
    const effect = (): KeyValueLease => this.#leases.grant(ttlSeconds, lease);
    return this.#operation('grant').call(lease, effect, { args: ttlSeconds });
  }

  /** Begins the time of a lease anew; resolves to its seconds, 0 where there is no such lease. */
  keepAlive(lease: number): Promise<number> {
    return this.#operation('keepAlive').call(lease, () => this.#leases.keepAlive(lease));
  }

  /** What is left of a lease, and its keys. */
  timeToLive(lease: number): Promise<LeaseTimeToLive> {
    return this.#operation('timeToLive').call(lease, () => this.#leases.timeToLive(lease));
  }

  /** Ends a lease now, with its keys. */
  revoke(lease: number): Promise<void> {
    return this.#operation('revoke').call(lease, () => this.#endLease(lease));
  }

  /**
   * Changes of keys that begin with `prefix`, each once and in order, from when the watch reaches the store, or from a
   * revision on. The changes of one transaction arrive in one event.
   */
  watch(prefix: string, options: WatchOptions = {}): Watch {
    const deliver = <T>(key: string, effect: () => T, flight: Flight): Promise<T> =>
      this.#operation('watch').call(key, effect, { flight });
    return new Watch(this.#sim, prefix, options, deliver, (watch) => this.#open(watch, options));
  }

  /** What the store holds now, in the order of the keys. Synchronous, for oracles. */
  entries(prefix = ''): Record<string, string> {
    const found: Record<string, string> = {};
    for (const { key, value } of this.#revisions.select({ prefix })) found[key] = value;
    return found;
  }

  /** The keys that the store holds now, with revisions and the steps of the last puts. Synchronous, for oracles. */
  items(): Iterable<KeyValue> {
    return this.#revisions.all();
  }

  /** The last step in which a key for which `isOne` was put or deleted; undefined where none was. Synchronous, for findings. */
  changedAt(isOne: (key: string) => boolean): number | undefined {
    return this.#revisions.changedAt(isOne);
  }

  /** What is there from the start. */
  seed(entries: Readonly<Record<string, string>>): void {
    const transaction = this.#begin();
    for (const [key, value] of Object.entries(entries)) transaction.put(key, value);
    this.#end(transaction);
  }

  #transact(request: KeyTransaction): KeyTransactionResponse {
    checkTransaction(request);
    const transaction = this.#begin();
    const response = transaction.run(request);
    this.#end(transaction);
    return response;
  }

  #change(...success: readonly KeyValueRequest[]): KeyTransactionResponse {
    return this.#transact({ success });
  }

  /** Revisions are told apart by key: that others come in between is nothing to compare. */
  #begin(): KeyValueTransaction {
    return new KeyValueTransaction(this.#revisions, this.#leases, stepOf(this.#sim));
  }

  #end({ changes }: KeyValueTransaction): void {
    if (changes.length === 0) return;
    this.#revisions.remember(changes);
    this.#sim.changed();
    recording.to?.read(`${this.#name} watches`);
    for (const watch of this.#watches ?? []) watch.offer(changes);
  }

  #endLease(lease: number): void {
    const transaction = this.#begin();
    for (const key of this.#leases.end(lease)) transaction.delete({ key });
    this.#end(transaction);
  }

  #open(watch: Watch, { fromRevision }: WatchOptions): number {
    recording.to?.write(`${this.#name} watches`);
    this.#watches = (this.#watches ?? []).filter((other) => !other.isOver);
    this.#watches.push(watch);
    try {
      const past = fromRevision === undefined ? [] : this.#revisions.since(fromRevision);
      for (const changes of past) watch.offer(changes);
    } catch (error) {
      // As etcd does it: the watch is there, and is ended at once.
      watch.fail(error);
    }
    return this.revision;
  }

  #operation(call: KeyValueCall): Operation {
    return (this.#operations[call] ??= this.#sim.operation(`${this.#name}.${call}`, {
      latencyMs: this.#options.latencyMs?.[call] ?? [1, 10],
      effect: READS.has(call) && this.#options.splitReads !== false ? 'split' : 'delivery',
    }));
  }
}
