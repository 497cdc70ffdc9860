import { type CheckResult, Database, held, type Sim, violated } from 'heddle';
import { type CountsRow, keyOf, type SeriesRow, type UsageStore } from '../../systems/model-router/index.ts';

export const COUNTS = 'token_counts';
export const SERIES = 'token_series';
export const FLUSHES = 'flushes';

/** The usage database: totals by endpoint and model, a time series, the ids of flushes; and one connection to it. */
export class UsageTables {
  readonly db: Database<{ [COUNTS]: CountsRow; [SERIES]: SeriesRow; [FLUSHES]: { readonly id: string } }>;
  /** Calls that are not answered (yet). */
  unanswered = 0;
  /** Whether a transaction is open on the connection. */
  #isOpen = false;

  constructor(sim: Sim) {
    this.db = new Database(sim, { transactions: 'explicit' });
  }

  store(): UsageStore {
    const session = this.db.session();
    return {
      begin: () => this.#answered(session.begin().then(() => this.#note(true))),
      insertCounts: (row) =>
        this.#answered(
          session.upsert(COUNTS, keyOf(row.endpoint, row.model), (sum) => ({
            ...row,
            promptTokens: (sum?.promptTokens ?? 0) + row.promptTokens,
            completionTokens: (sum?.completionTokens ?? 0) + row.completionTokens,
          })),
        ),
      insertSeries: (row) => this.#answered(session.insert(SERIES, row)),
      insertFlush: (id) => this.#answered(session.insertOnce(FLUSHES, id, { id })),
      commit: () => this.#answered(session.commit().then(() => this.#note(false))),
      rollback: () => this.#answered(session.rollback().then(() => this.#note(false))),
    };
  }

  /** When all is quiet and the database has answered everything. */
  noTransactionLeftOpen(): CheckResult {
    const invariant = 'no-transaction-left-open';
    if (!this.#isOpen) return held(invariant);
    return violated(invariant, 'leaked-slot', 'a transaction is still open although no flush is under way');
  }

  #note(isOpen: boolean): void {
    this.#isOpen = isOpen;
  }

  async #answered<T>(call: Promise<T>): Promise<T> {
    this.unanswered += 1;
    try {
      return await call;
    } finally {
      this.unanswered -= 1;
    }
  }
}
