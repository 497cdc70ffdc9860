import { recording } from '../core/recording.ts';
import { stamped, unrecorded } from '../core/stamp.ts';
import { compareKeys } from './key-order.ts';
import { contains, type KeyRange } from './key-range.ts';
import { KeyValueError } from './key-value-errors.ts';
import type { KeyValue, KeyValueChange } from './key-value.ts';

/** The keys of a store at all its revisions. */
export class KeyValueRevisions {
  /** The revision of the last change; 1 of a store that is empty from the start, as etcd has it. */
  current = 1;
  readonly #name: string;
  readonly #items = new Map<string, KeyValue>();
  readonly #log: KeyValueChange[] = [];
  readonly #deletedAt = new Map<string, number>();
  #compacted = -1;

  /** @param name what the store's keys are called where accesses are recorded */
  constructor(name: string) {
    this.#name = name;
  }

  /** The key as it is now. */
  find(key: string): KeyValue | undefined {
    recording.to?.read(this.#name, key);
    return this.#items.get(key);
  }

  /** All keys as they are now. */
  all(): IterableIterator<KeyValue> {
    recording.to?.read(this.#name);
    return this.#items.values();
  }

  /**
   * What a range has, in the order of the keys.
   * @param revision default: as it is now
   * @throws KeyValueError where that revision is compacted, or none yet
   */
  select(range: KeyRange, revision = 0): KeyValue[] {
    if (revision <= 0 && 'key' in range) {
      const item = this.find(range.key);
      return item === undefined ? [] : [item];
    }
    const items = revision <= 0 ? [...this.all()] : this.#at(revision);
    return items.filter(({ key }) => contains(range, key)).sort((a, b) => compareKeys(a.key, b.key));
  }

  /** @throws KeyValueError where that revision is compacted, or none yet */
  check(revision: number): void {
    recording.to?.read(this.#name);
    if (revision > this.current) throw new KeyValueError('future-revision');
    if (revision > 0 && revision < this.#compacted) throw new KeyValueError('compacted');
  }

  /** All changes from a revision on, one list for each revision. @throws KeyValueError where they are compacted */
  since(revision: number): KeyValueChange[][] {
    recording.to?.read(this.#name);
    if (revision < this.#compacted) throw new KeyValueError('compacted');
    const found = new Map<number, KeyValueChange[]>();
    for (const made of this.#log) {
      if (made.revision < revision) continue;
      const isCompacted = made.revision === this.#compacted;
      // A compaction keeps what is there at its revision: no deletion (etcd-io/etcd#18089, mended later), and nothing before it.
      if (isCompacted && made.type === 'delete') continue;
      const change = isCompacted ? { ...made, previous: undefined } : made;
      const others = found.get(change.revision);
      if (others === undefined) found.set(change.revision, [change]);
      else others.push(change);
    }
    return [...found.values()];
  }

  /** Forgets how it was before that revision. @throws KeyValueError where it has done so, or there is none such yet */
  compact(revision: number): void {
    recording.to?.write(this.#name);
    if (revision <= this.#compacted) throw new KeyValueError('compacted');
    if (revision > this.current) throw new KeyValueError('future-revision');
    this.#compacted = revision;
  }

  /** Puts a key at the current revision. */
  put(key: string, value: string, lease: number, step: number): KeyValueChange {
    recording.to?.write(this.#name, key);
    const previous = this.#items.get(key);
    const revision = this.current;
    const { createRevision = revision, version = 0 } = previous ?? {};
    const item = stamped('keys', { key, value, revision, createRevision, version: version + 1, lease, step });
    this.#items.set(key, item);
    return { type: 'put', key, value, revision, item, previous };
  }

  /** Deletes a key at the current revision. */
  delete(previous: KeyValue, step: number): KeyValueChange {
    const { key } = previous;
    recording.to?.write(this.#name, key);
    this.#items.delete(key);
    this.#deletedAt.set(key, step);
    const revision = this.current;
    return { type: 'delete', key, value: undefined, revision, item: undefined, previous };
  }

  /** The last step in which a key for which `isOne` was put or deleted; undefined where none was. */
  changedAt(isOne: (key: string) => boolean): number | undefined {
    let last: number | undefined;
    const note = (key: string, step: number): void => {
      if (isOne(key)) last = Math.max(last ?? 0, step);
    };
    unrecorded(() => {
      for (const { key, step } of this.#items.values()) note(key, step);
    });
    for (const [key, step] of this.#deletedAt) note(key, step);
    return last;
  }

  /** Remembers the changes of one transaction. */
  remember(changes: readonly KeyValueChange[]): void {
    this.#log.push(...changes);
  }

  #at(revision: number): KeyValue[] {
    this.check(revision);
    const items = new Map<string, KeyValue>();
    for (const { key, item, revision: changed } of this.#log) {
      if (changed > revision) break;
      if (item === undefined) items.delete(key);
      else items.set(key, item);
    }
    return [...items.values()];
  }
}
