import {
  type CheckResult,
  held,
  Ledger,
  listed,
  noDuplicateRows,
  noLostRows,
  type Sim,
  totalsAgree,
  violated,
} from 'heddle';
import { keyOf, type ModelRouter, type TokenUsage } from '../../systems/model-router/index.ts';
import { MODEL } from './endpoints.ts';
import { COUNTS, FLUSHES, SERIES, type UsageTables } from './usage-tables.ts';

/** Usage n has BASEⁿ⁻¹ tokens, so that a sum tells which usages are in it, and each how often: below BASE times. */
const BASE = 8;

/** The usages u1, u2, … that the router was given, and where each of them is. */
export class Accounts {
  readonly #router: ModelRouter;
  readonly #tables: UsageTables;
  readonly #ledger: Ledger;
  readonly #tokens = new Map<string, number>();
  #recorded = 0;

  constructor(sim: Sim, router: ModelRouter, tables: UsageTables) {
    this.#ledger = new Ledger(sim);
    this.#router = router;
    this.#tables = tables;
  }

  /** Gives the router one usage more; what is not refused is accepted, for both tables. */
  record(endpoint = 'gpu1'): void {
    const promptTokens = BASE ** this.#recorded;
    this.#recorded += 1;
    try {
      this.#router.recordTokens({ endpoint, model: MODEL, promptTokens, completionTokens: 0 });
    } catch {
      return;
    }
    const key = keyOf(endpoint, MODEL);
    this.#tokens.set(key, (this.#tokens.get(key) ?? 0) + promptTokens);
    for (const table of [COUNTS, SERIES]) this.#ledger.accept(`u${this.#recorded} in ${table}`);
  }

  /** Tokens of the usages that a worker has taken up, by counter. */
  takenUp(): [string, number][] {
    const sums = new Map(this.#tokens);
    for (const { endpoint, model, promptTokens } of this.#router.buffered().queued) {
      const key = keyOf(endpoint, model);
      sums.set(key, (sums.get(key) ?? 0) - promptTokens);
    }
    return [...sums];
  }

  noLostRows(): CheckResult {
    const { unconfirmed, ...buffered } = this.#router.buffered();
    const kept = [
      ...idsIn(COUNTS, [...buffered.queued, ...buffered.counts]),
      ...idsIn(SERIES, [...buffered.queued, ...buffered.series]),
    ];
    if (unconfirmed !== undefined && this.#tables.db.row(FLUSHES, unconfirmed.id) === undefined) {
      kept.push(...idsIn(COUNTS, unconfirmed.counts), ...idsIn(SERIES, unconfirmed.series));
    }
    // What a flush has taken and the database has not answered for is in flight.
    if (unconfirmed === undefined && this.#tables.unanswered > 0) return held('no-lost-rows');
    return noLostRows(this.#ledger, this.#stored(), kept.map(asRow));
  }

  noDuplicateRows(): CheckResult {
    return noDuplicateRows(this.#ledger, this.#stored());
  }

  totalsAgree(): CheckResult {
    const { db, unanswered } = this.#tables;
    if (unanswered > 0) return held('totals-agree');
    const totals = (table: typeof COUNTS | typeof SERIES): [string, number][] => [
      ...countsOf(usagesIn(db.rows(table))),
    ];
    return totalsAgree({ name: COUNTS, totals: totals(COUNTS) }, { name: SERIES, totals: totals(SERIES) });
  }

  /** After a shutdown nothing that was accepted is left in memory, unless the database does not answer. */
  allWritten(): CheckResult {
    const stored = new Set([...this.#stored()].map(({ id }) => id));
    const missing = this.#ledger.acceptedIds.filter((id) => !stored.has(id));
    if (missing.length === 0 || this.#tables.unanswered > 0) return held('all-written-at-shutdown');
    const message = `accepted, and not written when all was over: ${listed(missing)}`;
    const damage = this.#ledger.originOf(missing[0] ?? '');
    return violated('all-written-at-shutdown', 'lost-row', message, damage);
  }

  #stored(): { readonly id: string }[] {
    const { db } = this.#tables;
    return [...idsIn(COUNTS, db.rows(COUNTS)), ...idsIn(SERIES, db.rows(SERIES))].map(asRow);
  }
}

/** The usages in rows, each as often as it was counted. */
export function* usagesIn(rows: Iterable<Pick<TokenUsage, 'promptTokens'>>): Iterable<string> {
  for (const { promptTokens } of rows) {
    let rest = promptTokens;
    for (let number = 1; rest > 0; number++, rest = Math.floor(rest / BASE)) {
      for (let times = rest % BASE; times > 0; times--) yield `u${number}`;
    }
  }
}

function idsIn(table: string, rows: Iterable<Pick<TokenUsage, 'promptTokens'>>): string[] {
  return [...usagesIn(rows)].map((usage) => `${usage} in ${table}`);
}

function countsOf(ids: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function asRow(id: string): { readonly id: string } {
  return { id };
}
