import type { Flight } from '../core/flight.ts';
import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stamped, stepOf } from '../core/stamp.ts';
import type { Latencies } from './latency.ts';
import { Watch } from './watch.ts';

/** Operations are named `<name>.<call>`, with the key or prefix as key: `kv.put(a)`, `kv.deletePrefix(routers/)`. */
export type KeyValueCall =
  'get' | 'range' | 'put' | 'putPrefix' | 'delete' | 'deletePrefix' | 'compareAndPut' | 'replace' | 'watch';

/** How a key-value store is called, how long it takes, and how it reads. */
export interface KeyValueOptions {
  /** What its operations' names begin with. Default `kv`. */
  readonly name?: string;
  /** Default: 1 to 10 ms each. */
  readonly latencyMs?: Latencies<KeyValueCall>;
  /** Whether what is read may be stale on arrival: request and reply are two events. Default true. */
  readonly splitReads?: boolean;
}

/** One key as the store holds it. */
export interface KeyValue {
  /** The whole key, prefix included. */
  readonly key: string;
  /** What was put last. */
  readonly value: string;
  /** The store's revision of the last put; each put has a higher one than all before. */
  readonly revision: number;
  /** The step of the last put; 0 for what was there from the start. */
  readonly step: number;
}

/** One change, as a watch delivers it. */
export interface KeyValueChange {
  /** What happened to the key. */
  readonly type: 'put' | 'delete';
  /** The whole key, prefix included. */
  readonly key: string;
  /** The new value; undefined where the key was deleted. */
  readonly value: string | undefined;
  /** The revision of the transaction that made the change. */
  readonly revision: number;
}

/** Holds as long as nobody has put `key` since that revision. */
export interface RevisionGuard {
  /** The key that must not have changed. */
  readonly key: string;
  /** The key's revision as it was read; 0 where it does not exist. */
  readonly revision: number;
}

/**
 * A key-value store like etcd. Each call is one atomic transaction with one revision, prefixes and several entries
 * included. It survives a crash of the process. Faults by operation name: `error`, `stall`, `lost-reply`.
 */
export class KeyValueStore {
  /** The store's revision: that of the last transaction that wrote. */
  revision = 0;
  readonly #sim: Sim;
  readonly #options: KeyValueOptions;
  readonly #name: string;
  readonly #stored = new Map<string, KeyValue>();
  readonly #operations: Partial<Record<KeyValueCall, Operation>> = {};
  #watches: Watch[] | undefined;

  constructor(sim: Sim, options: KeyValueOptions = {}) {
    this.#sim = sim;
    this.#options = options;
    this.#name = options.name ?? 'kv';
    sim.onRestart(() => {
      this.#watches = undefined;
    });
    sim.watch(this.#name, () => this.entries());
  }

  /** The value of a key, with its revision. */
  get(key: string): Promise<KeyValue | undefined> {
    return this.#operation('get').call(key, () => this.#find(key));
  }

  /** All keys that begin with `prefix`, with their values. */
  range(prefix: string): Promise<Record<string, string>> {
    return this.#operation('range').call(prefix, () => this.entries(prefix));
  }

  /** Puts one key; resolves to the revision of that put. */
  put(key: string, value: string): Promise<number> {
    const effect = (): number => {
      this.#begin();
      this.#write(key, value);
      return this.revision;
    };
    return this.#operation('put').call(key, effect, { args: value });
  }

  /** Puts all entries in one transaction. In traces it goes by its first key. */
  putPrefix(entries: Readonly<Record<string, string>>): Promise<void> {
    const copy = { ...entries };
    const effect = (): void => {
      this.#begin();
      this.#writeAll(copy);
    };
    return this.#operation('putPrefix').call(firstKey(entries), effect, { args: entries });
  }

  /** Deletes one key, if it is there. */
  delete(key: string): Promise<void> {
    const effect = (): void => {
      this.#begin();
      this.#remove(key);
    };
    return this.#operation('delete').call(key, effect);
  }

  /** Deletes every key that begins with `prefix`. */
  deletePrefix(prefix: string): Promise<void> {
    const effect = (): void => {
      this.#begin();
      this.#removePrefix(prefix);
    };
    return this.#operation('deletePrefix').call(prefix, effect);
  }

  /** Puts `value` if the key is still at `revision` (0: does not exist); resolves to whether it did. */
  compareAndPut(key: string, value: string, revision: number): Promise<boolean> {
    const effect = (): boolean => {
      if ((this.#find(key)?.revision ?? 0) !== revision) return false;
      this.#begin();
      this.#write(key, value);
      return true;
    };
    return this.#operation('compareAndPut').call(key, effect, { args: value });
  }

  /** Deletes the prefixes, then puts the entries, if the guard holds; resolves to whether it did. */
  replace(
    prefixes: readonly string[],
    entries: Readonly<Record<string, string>>,
    guard: RevisionGuard,
  ): Promise<boolean> {
    const copy = { ...entries };
    const effect = (): boolean => {
      if ((this.#find(guard.key)?.revision ?? 0) !== guard.revision) return false;
      this.#begin();
      for (const prefix of prefixes) this.#removePrefix(prefix);
      this.#writeAll(copy);
      return true;
    };
    return this.#operation('replace').call(guard.key, effect, { args: { prefixes, entries, guard } });
  }

  /** Changes of keys that begin with `prefix`, from now on, each once and in order; each arrives as an event. */
  watch(prefix: string): Watch {
    const deliver = <T>(key: string, effect: () => T, flight: Flight): Promise<T> =>
      this.#operation('watch').call(key, effect, { flight });
    const watch = new Watch(this.#sim, prefix, deliver);
    recording.to?.write(`${this.#name} watches`);
    (this.#watches ??= []).push(watch);
    return watch;
  }

  /** What the store holds now. Synchronous, for oracles. */
  entries(prefix = ''): Record<string, string> {
    recording.to?.read(this.#name);
    const found: Record<string, string> = {};
    for (const { key, value } of this.#stored.values()) if (key.startsWith(prefix)) found[key] = value;
    return found;
  }

  /** The keys that the store holds now, with revisions and the steps of the last puts. Synchronous, for oracles. */
  items(): Iterable<KeyValue> {
    recording.to?.read(this.#name);
    return this.#stored.values();
  }

  /** What is there from the start. */
  seed(entries: Readonly<Record<string, string>>): void {
    this.revision += 1;
    this.#writeAll(entries);
  }

  #find(key: string): KeyValue | undefined {
    recording.to?.read(this.#name, key);
    return this.#stored.get(key);
  }

  /** Revisions are told apart by key: that others come in between is nothing to compare. */
  #begin(): void {
    this.revision += 1;
    this.#sim.changed();
  }

  #writeAll(entries: Readonly<Record<string, string>>): void {
    for (const key in entries) this.#write(key, entries[key] as string);
  }

  #write(key: string, value: string): void {
    recording.to?.write(this.#name, key);
    this.#stored.set(key, stamped({ key, value, revision: this.revision, step: stepOf(this.#sim) }));
    this.#notify('put', key, value);
  }

  #removePrefix(prefix: string): void {
    recording.to?.read(this.#name);
    for (const key of this.#stored.keys()) if (key.startsWith(prefix)) this.#remove(key);
  }

  #remove(key: string): void {
    recording.to?.write(this.#name, key);
    if (this.#stored.delete(key)) this.#notify('delete', key, undefined);
  }

  #notify(type: 'put' | 'delete', key: string, value: string | undefined): void {
    recording.to?.read(`${this.#name} watches`);
    if (this.#watches === undefined) return;
    for (const watch of this.#watches) watch.offer({ type, key, value, revision: this.revision });
  }

  #operation(call: KeyValueCall): Operation {
    const reads = call === 'get' || call === 'range';
    return (this.#operations[call] ??= this.#sim.operation(`${this.#name}.${call}`, {
      latencyMs: this.#options.latencyMs?.[call] ?? [1, 10],
      effect: reads && this.#options.splitReads !== false ? 'split' : 'delivery',
    }));
  }
}

function firstKey(entries: Readonly<Record<string, string>>): string | undefined {
  for (const key in entries) return key;
  return undefined;
}
