import { recording } from '../core/recording.ts';
import { comparable, stamped, unrecorded } from '../core/stamp.ts';

/** A number where the database numbers the rows itself. */
export type RowKey = string | number;

/** A row as it is committed. */
export interface CommittedRow<R> {
  /** The key that it was inserted with, or its number. */
  readonly key: RowKey;
  /** The row itself; not to be changed. */
  readonly row: R;
  /** The step at which it was committed, or last changed; 0 for what was there from the start. */
  readonly step: number;
  /** Number of the commit that wrote it. */
  readonly commit: number;
}

/** A row that was inserted and never committed. */
export interface RolledBackRow<R> {
  /** The row itself; not to be changed. */
  readonly row: R;
  /** The step at which it was given up: a rollback, a closed connection, a crash, a failed commit. */
  readonly step: number;
}

export type RowMap<R> = ReadonlyMap<RowKey, CommittedRow<R>>;

/** One table: what is committed, and what was inserted and then rolled back. For oracles, which read it at the end. */
export class Table<R extends object = object> {
  /** The name by which statements name it. */
  readonly name: string;
  readonly #rolledBack: RolledBackRow<R>[] = [];
  readonly #resource: string;
  /** The last commit that changed anything here, and the last for each key. */
  #lastCommit = 0;
  readonly #changes = new Map<RowKey, number>();
  readonly #removedAt = new Map<RowKey, number>();
  #rows = new Map<RowKey, CommittedRow<R>>();
  #inSnapshot = false;
  #numbered = 0;

  /** @param database what traces call it */
  constructor(name: string, database = 'db') {
    this.name = name;
    this.#resource = `${database}.${name}`;
  }

  /** Rows that were inserted by transactions that came to nothing, in order. */
  get rolledBack(): readonly RolledBackRow<R>[] {
    recording.to?.read(`${this.#resource} rolled back`);
    return this.#rolledBack;
  }

  /** Notes a row that will not be committed. For transactions. */
  rollBack(row: R, step: number): void {
    recording.to?.commute(`${this.#resource} rolled back`);
    this.#rolledBack.push(stamped(this.#resource, { row, step }));
  }

  /** Committed rows, in the order of their first commit. */
  get committed(): Iterable<CommittedRow<R>> {
    this.#note('read', undefined);
    return this.#rows.values();
  }

  /** How many rows are committed. */
  get size(): number {
    this.#note('read', undefined);
    return this.#rows.size;
  }

  /** How many of the committed rows each commit wrote, in order of commit. */
  batches(): { readonly size: number; readonly step: number }[] {
    this.#note('read', undefined);
    return unrecorded(() => this.#batches()).map((batch) => comparable(this.#resource, batch));
  }

  #batches(): { readonly size: number; readonly step: number }[] {
    const batches = new Map<number, { size: number; readonly step: number }>();
    for (const { commit, step } of this.#rows.values()) {
      const batch = batches.get(commit);
      if (batch === undefined) batches.set(commit, { size: 1, step });
      else batch.size += 1;
    }
    return [...batches.values()];
  }

  /** The committed row with that key. */
  get(key: RowKey): CommittedRow<R> | undefined {
    this.#note('read', key);
    return this.#rows.get(key);
  }

  /** The number of the next row that is inserted without a key. For transactions. */
  nextKey(): number {
    this.#numbered += 1;
    return this.#numbered;
  }

  /** What is committed now. Later commits do not change it. */
  snapshot(): RowMap<R> {
    this.#note('read', undefined);
    this.#inSnapshot = true;
    return this.#rows;
  }

  /** All that is committed, as it changes. */
  get live(): RowMap<R> {
    this.#note('read', undefined);
    return this.#rows;
  }

  /** Commits one row. For transactions. */
  write(key: RowKey, row: R, step: number, commit: number): void {
    this.#note('write', key);
    this.#forWriting(key, commit).set(key, stamped(this.#resource, { key, row, step, commit }));
  }

  /** Commits the deletion of one row, if it is there. For transactions. */
  remove(key: RowKey, step: number, commit: number): void {
    this.#note('write', key);
    if (!this.#rows.has(key)) return;
    this.#forWriting(key, commit).delete(key);
    this.#removedAt.set(key, step);
  }

  /** The step at which the row was last committed or its deletion was, for findings; undefined where nobody did either. */
  changedAt(key: RowKey): number | undefined {
    return unrecorded(() => this.#rows.get(key)?.step) ?? this.#removedAt.get(key);
  }

  /** Whether a later commit than `commit` changed `key`, or anything where there is no key. */
  changedSince(commit: number, key: RowKey | undefined): boolean {
    this.#note('read', key);
    return (key === undefined ? this.#lastCommit : (this.#changes.get(key) ?? 0)) > commit;
  }

  /** A row that the table has numbered is nobody else's: all that others see of it is that the table has changed. */
  #note(kind: 'read' | 'write', key: RowKey | undefined): void {
    if (recording.to === undefined) return;
    if (typeof key !== 'number') recording.to[kind](this.#resource, key);
    else if (kind === 'write') recording.to.commute(this.#resource);
  }

  #forWriting(key: RowKey, commit: number): Map<RowKey, CommittedRow<R>> {
    if (this.#inSnapshot) {
      this.#rows = new Map(this.#rows);
      this.#inSnapshot = false;
    }
    this.#lastCommit = commit;
    // Numbered rows are nobody else's to conflict with.
    if (typeof key === 'string') this.#changes.set(key, commit);
    return this.#rows;
  }
}
