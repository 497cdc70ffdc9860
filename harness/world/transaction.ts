import { SerializationFailure, UniqueViolation } from './database-errors.ts';
import type { CommittedRow, RowKey, RowMap, Table } from './table.ts';

/**
 * What other transactions may do to this one. `read-committed`: each statement sees what is committed at that
 * moment. `repeatable-read`: all see what was committed at the first one (as in InnoDB). `snapshot`: also, a commit
 * fails if a row that it changes was changed since (as in PostgreSQL). `serializable`: also if a row or table that
 * it read was.
 */
export type Isolation = 'read-committed' | 'repeatable-read' | 'snapshot' | 'serializable';

const noRows: RowMap<object> = new Map();

/** Makes the new row from the old one, undefined where there is none. */
export type Change = (row: object | undefined) => object | undefined;

interface Write {
  readonly table: Table;
  readonly key: RowKey;
  readonly kind: 'insert' | 'insert-once' | 'change';
  /** What is inserted; undefined for a change. */
  readonly row: object | undefined;
  /** Makes the new row from the old one, undefined where there is no row; itself undefined for an insert. */
  readonly change: Change | undefined;
  /** The last commit at the time of the statement. */
  readonly since: number;
}

/** The writes of one session since its transaction began; nobody else sees them before they are applied. */
export class Transaction {
  readonly #isolation: Isolation;
  readonly #writes: Write[] = [];
  #snapshots: Map<Table, RowMap<object>> | undefined;
  #since = 0;
  #isFailed = false;
  #reads: { readonly table: Table; readonly key: RowKey | undefined }[] | undefined;

  constructor(isolation: Isolation) {
    this.#isolation = isolation;
  }

  /** Called by each statement: the first one fixes the snapshot, where there is one. */
  touch(tables: Iterable<Table>, commit: number): void {
    if (this.#isolation === 'read-committed' || this.#snapshots !== undefined) return;
    this.#snapshots = new Map();
    for (const table of tables) this.#snapshots.set(table, table.snapshot());
    this.#since = commit;
  }

  insert(table: Table, row: object, key: RowKey | undefined, since: number): void {
    if (key !== undefined && this.isTaken(table, key)) throw new UniqueViolation(table.name, key);
    this.#add(table, key ?? table.nextKey(), 'insert', row, undefined, since);
  }

  /** Inserts unless a row with that key can be seen; says whether it did. */
  insertOnce(table: Table, key: RowKey, row: object, since: number): boolean {
    if (this.isTaken(table, key)) return false;
    this.#add(table, key, 'insert-once', row, undefined, since);
    return true;
  }

  change(table: Table, key: RowKey, change: Change, since: number): void {
    this.#add(table, key, 'change', undefined, change, since);
  }

  read(table: Table, key: RowKey | undefined): void {
    if (this.#isolation === 'serializable') (this.#reads ??= []).push({ table, key });
  }

  /** The row as this transaction sees it. */
  find(table: Table, key: RowKey): object | undefined {
    let row = (this.#snapshots === undefined ? table.get(key) : this.#snapshot(table).get(key))?.row;
    for (const write of this.#writes)
      if (write.table === table && write.key === key) row = written(write, row);
    return row;
  }

  /** Whether it has written that row. */
  hasWritten(table: Table, key: RowKey): boolean {
    return this.#writes.some((write) => write.table === table && write.key === key);
  }

  /** @throws SerializationFailure where the isolation forbids to write a row that has changed since the snapshot */
  requireUnchanged(table: Table, key: RowKey): void {
    if (this.#detectsConflicts && table.changedSince(this.#since, key)) throw new SerializationFailure();
  }

  /** All rows of the table as this transaction sees them. */
  all(table: Table): Map<RowKey, object> {
    const rows = new Map<RowKey, object>();
    for (const { key, row } of this.#base(table).values()) rows.set(key, row);
    for (const write of this.#writes) {
      if (write.table !== table) continue;
      const row = written(write, rows.get(write.key));
      if (row === undefined) rows.delete(write.key);
      else rows.set(write.key, row);
    }
    return rows;
  }

  /** Applies all writes, or none and throws. Changes apply to the rows as they are committed now. */
  apply(step: number, commit: number): void {
    this.#requireNoConflict();
    for (const write of this.#writes) {
      const old: CommittedRow<object> | undefined = write.table.get(write.key);
      const row = written(write, old?.row);
      if (row === undefined) write.table.remove(write.key, step, commit);
      else if (row !== old?.row) write.table.write(write.key, row, step, commit);
    }
  }

  /** Notes the rows that were to be inserted and will not be. */
  giveUp(step: number): void {
    for (const { table, row } of this.#writes) if (row !== undefined) table.rollBack(row, step);
  }

  /** A statement has failed: what was written is given up, and nothing more is taken. */
  fail(step: number): void {
    this.giveUp(step);
    this.#writes.length = 0;
    this.#isFailed = true;
  }

  /** Whether nothing is left but to end it. */
  get isFailed(): boolean {
    return this.#isFailed;
  }

  get isEmpty(): boolean {
    return this.#writes.length === 0;
  }

  #add(
    table: Table,
    key: RowKey,
    kind: Write['kind'],
    row: object | undefined,
    change: Change | undefined,
    since: number,
  ): void {
    this.#writes.push({ table, key, kind, row, change, since });
  }

  /** Whether the key is taken. What was committed counts even where the snapshot is older: a unique index knows none. */
  isTaken(table: Table, key: RowKey): boolean {
    let row: object | undefined = table.get(key)?.row;
    for (const write of this.#writes)
      if (write.table === table && write.key === key) row = written(write, row);
    return row !== undefined;
  }

  get #detectsConflicts(): boolean {
    return this.#isolation === 'snapshot' || this.#isolation === 'serializable';
  }

  #base(table: Table): RowMap<object> {
    return this.#snapshots === undefined ? table.live : this.#snapshot(table);
  }

  #snapshot(table: Table): RowMap<object> {
    return this.#snapshots?.get(table) ?? noRows;
  }

  #requireNoConflict(): void {
    for (const { table, key, kind, since } of this.#writes) {
      if (kind === 'insert' && typeof key === 'string' && (table.get(key)?.commit ?? 0) > since) {
        throw new UniqueViolation(table.name, key);
      }
      if (kind === 'change' && this.#detectsConflicts && table.changedSince(this.#since, key)) {
        throw new SerializationFailure();
      }
    }
    if (this.#reads === undefined) return;
    for (const { table, key } of this.#reads) {
      if (table.changedSince(this.#since, key)) throw new SerializationFailure();
    }
  }
}

function written(write: Write, old: object | undefined): object | undefined {
  if (write.kind === 'change') return write.change?.(old);
  return write.kind === 'insert-once' ? (old ?? write.row) : write.row;
}
