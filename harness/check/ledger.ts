import type { CheckResult } from '../core/finding.ts';
import type { DamageStep } from '../core/damage-step.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf } from '../core/stamp.ts';
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
  readonly #sim: Pick<Sim, 'step'> | undefined;
  readonly #acceptedAt = new Map<string, number>();

  /** @param sim so that findings name the steps at which rows were accepted. Default: they do not */
  constructor(sim?: Pick<Sim, 'step'>) {
    this.#sim = sim;
  }

  /** To be called when the put has returned. */
  accept(id: string): void {
    recording.to?.commute(this.#acceptances);
    this.#accepted.push(id);
    if (this.#sim !== undefined && !this.#acceptedAt.has(id)) this.#acceptedAt.set(id, stepOf(this.#sim));
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

  /** Where a row was accepted first, for findings; none where that is not known. */
  originOf(id: string): readonly DamageStep[] {
    const step = this.#acceptedAt.get(id);
    return step === undefined ? [] : [{ role: 'origin', step, what: `${id} was accepted` }];
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
  return violated('no-lost-rows', 'lost-row', message, damageOfLoss(ledger, lost, stored));
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
    damageOfDuplicate(new Set(duplicates), stored),
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

/** The row that was given up first, for the last time; where none reached the database, the first that was accepted. */
function damageOfLoss(ledger: Ledger, lost: readonly string[], stored: Stored): readonly DamageStep[] {
  const givenUp = new Map<string, number>();
  if ('rolledBack' in stored) {
    for (const { row, step } of stored.rolledBack) if (lost.includes(row.id)) givenUp.set(row.id, step);
  }
  let first: { readonly id: string; readonly step: number } | undefined;
  for (const [id, step] of givenUp) if (first === undefined || step < first.step) first = { id, step };
  if (first === undefined) return ledger.originOf(lost[0] ?? '');
  const what = `${first.id} was rolled back, and nobody wrote it again`;
  return [...ledger.originOf(first.id), { role: 'no-return', step: first.step, what }];
}

/** Where a row was stored that was stored before, the earliest one; none where the table does not say when. */
function damageOfDuplicate(duplicates: ReadonlySet<string>, stored: Stored): readonly DamageStep[] {
  if (!('committed' in stored)) return [];
  const seen = new Map<string, number>();
  let first: { readonly id: string; readonly from: number; readonly step: number } | undefined;
  for (const { row, step } of stored.committed) {
    if (!duplicates.has(row.id)) continue;
    const from = seen.get(row.id);
    if (from === undefined) seen.set(row.id, step);
    else if (first === undefined || step < first.step) first = { id: row.id, from, step };
  }
  if (first === undefined) return [];
  const { id, from, step } = first;
  return [
    { role: 'origin', step: from, what: `${id} was stored` },
    { role: 'no-return', step, what: `${id} was stored once more` },
  ];
}
