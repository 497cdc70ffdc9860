import type { CheckResult } from '../core/finding.ts';
import { recording } from '../core/recording.ts';
import { counted, held, listed, violated } from './check-result.ts';

export const ledgerKinds = {
  'lost-row': 'A row that was accepted is neither stored, nor buffered, nor reported as dropped.',
  'duplicate-row': 'A row was stored more than once.',
} as const;

/** Anything that a ledger keeps account of. */
export interface Identified {
  /** What it is known by: rows of one id are one row. */
  readonly id: string;
}

/** A table as the ledger reads it at the end of a run; `db.table(name)` is one. */
export interface StoredTable<R extends Identified = Identified> {
  /** What is stored, with the steps at which it was committed. */
  readonly committed: Iterable<{ readonly row: R; readonly step: number }>;
  /** What was written and then rolled back, with the steps: tells when a row was lost. */
  readonly rolledBack: Iterable<{ readonly row: R; readonly step: number }>;
}

/** What is stored when all is quiet: a table, or just the rows, then without the step of a loss. */
export type Stored = StoredTable | Iterable<Identified>;

/**
 * What was promised: a row whose put returned normally was accepted, and must be stored, still buffered, or reported
 * as dropped when all is quiet.
 */
export class Ledger {
  readonly #accepted: string[] = [];
  readonly #reported = new Set<string>();
  readonly #acceptances = recording.to?.nameFor('accepted') ?? '';
  readonly #drops = recording.to?.nameFor('dropped') ?? '';

  /** To be called when the put has returned. */
  accept(id: string): void {
    recording.to?.commute(this.#acceptances);
    this.#accepted.push(id);
  }

  /** To be called when the system says that it gave the row up. */
  drop(id: string): void {
    recording.to?.commute(this.#drops);
    this.#reported.add(id);
  }

  /** Ids of what was accepted, in order; one that was accepted twice is in it twice. */
  get acceptedIds(): readonly string[] {
    recording.to?.read(this.#acceptances);
    return this.#accepted;
  }

  /** Ids of what was reported as dropped. */
  get droppedIds(): ReadonlySet<string> {
    recording.to?.read(this.#drops);
    return this.#reported;
  }
}

/** accepted = stored + dropped + buffered: `no-lost-rows`. */
export function noLostRows(ledger: Ledger, stored: Stored, buffered: Iterable<Identified> = []): CheckResult {
  const kept = new Set<string>();
  for (const id of idsOf(stored)) kept.add(id);
  for (const { id } of buffered) kept.add(id);
  let lost: string[] | undefined;
  for (const id of ledger.acceptedIds) {
    if (!kept.has(id) && !ledger.droppedIds.has(id)) (lost ??= []).push(id);
  }
  if (lost === undefined) return held('no-lost-rows');
  const message = `lost ${lost.length} of ${counted(ledger.acceptedIds.length, 'row')}: ${listed(lost)}`;
  return violated('no-lost-rows', 'lost-row', message, stepOfLoss(new Set(lost), stored));
}

/** No row is stored more often than it was accepted: `no-duplicate-rows`. */
export function noDuplicateRows(ledger: Ledger, stored: Stored): CheckResult {
  const seen = new Set<string>();
  let repeated: Set<string> | undefined;
  for (const id of idsOf(stored)) {
    if (seen.has(id)) (repeated ??= new Set()).add(id);
    seen.add(id);
  }
  if (repeated === undefined) return held('no-duplicate-rows');
  const allowed = countEach(ledger.acceptedIds);
  const count = countEach(idsOf(stored));
  const duplicates = [...repeated].filter((id) => (count.get(id) ?? 0) > Math.max(1, allowed.get(id) ?? 0));
  if (duplicates.length === 0) return held('no-duplicate-rows');
  const named = duplicates.map((id) => `${id} (${count.get(id)} times)`);
  const message = `stored ${counted(duplicates.length, 'row')} more than once: ${listed(named)}`;
  return violated(
    'no-duplicate-rows',
    'duplicate-row',
    message,
    stepOfDuplicate(new Set(duplicates), stored),
  );
}

function* idsOf(stored: Stored): Iterable<string> {
  if ('committed' in stored) for (const { row } of stored.committed) yield row.id;
  else for (const { id } of stored) yield id;
}

function countEach(ids: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** When the first of them was given up for the last time. Unknown for a row that never reached the database. */
function stepOfLoss(lost: ReadonlySet<string>, stored: Stored): number | undefined {
  if (!('rolledBack' in stored)) return undefined;
  const steps = new Map<string, number>();
  for (const { row, step } of stored.rolledBack) if (lost.has(row.id)) steps.set(row.id, step);
  return steps.size === 0 ? undefined : Math.min(...steps.values());
}

function stepOfDuplicate(duplicates: ReadonlySet<string>, stored: Stored): number | undefined {
  if (!('committed' in stored)) return undefined;
  const seen = new Set<string>();
  let first: number | undefined;
  for (const { row, step } of stored.committed) {
    if (!duplicates.has(row.id)) continue;
    if (seen.has(row.id)) first = Math.min(first ?? step, step);
    seen.add(row.id);
  }
  return first;
}
