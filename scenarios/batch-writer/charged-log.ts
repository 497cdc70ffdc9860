import {
  type CheckResult,
  Database,
  type DatabaseOptions,
  Ledger,
  noDuplicateRows,
  noLostRows,
  type Operation,
  type Sim,
  totalsAgree,
} from 'heddle';
import type { CreateLogWriter, LogRow, LogStore, LogWriter } from '../../systems/batch-writer/index.ts';

type Tables = { usage_logs: LogRow; users: { readonly id: string; readonly spent: number } };

/** Who pays for the rows for which nobody does. */
export const NOBODY = 'nobody';

/** A log whose rows cost their users something, which is added to their accounts; several writers may share it. */
export class ChargedLog {
  readonly db: Database<Tables>;
  readonly ledger = new Ledger();
  readonly #sim: Sim;
  readonly #create: CreateLogWriter;
  readonly #arrive: Operation;
  readonly #writers: LogWriter[] = [];
  readonly #rows = new Map<string, LogRow>();

  constructor(sim: Sim, create: CreateLogWriter, options: DatabaseOptions = {}) {
    this.#sim = sim;
    this.#create = create;
    this.#arrive = sim.operation('arrive');
    this.db = new Database(sim, options);
  }

  /** One more writer, started. */
  writer(maxBatch: number): LogWriter {
    const writer = this.#create(this.#store(), {
      maxBatch,
      spawn: this.#sim.spawn,
      onDropped: (rows) => {
        for (const { id } of rows) this.ledger.drop(id);
      },
    });
    this.#writers.push(writer);
    writer.start();
    return writer;
  }

  /**
   * Puts a row for each user, all at once: with prefix `r`, r1, r2, … A row that is put again is the same row.
   * @param isServed whether they come at all, by the time they would. Default: always
   */
  async put(
    writer: LogWriter,
    prefix: string,
    users: readonly string[],
    isServed: () => boolean = () => true,
  ): Promise<void> {
    await this.#arrive.call(prefix, () => {});
    if (!isServed()) return;
    await Promise.all(users.map((user, i) => this.#putOne(writer, `${prefix}${i + 1}`, user)));
  }

  /** What is written is there once, and so is what it costs; what is neither written nor buffered was reported. */
  checks(): CheckResult[] {
    const table = this.db.table('usage_logs');
    const isEmpty = this.#writers.every(({ size }) => size === 0);
    return [
      ...(isEmpty ? [noLostRows(this.ledger, table, [])] : []),
      noDuplicateRows(this.ledger, table),
      this.totalsAgree(),
    ];
  }

  /** What a user has spent is what his rows cost: `totals-agree`. */
  totalsAgree(): CheckResult {
    const spent = this.db.rows('users').map((user) => [user.id, user.spent] as const);
    const costs = new Map<string, number>();
    for (const { charge } of this.db.rows('usage_logs')) {
      if (charge !== undefined) costs.set(charge.user, (costs.get(charge.user) ?? 0) + charge.cost);
    }
    return totalsAgree({ name: 'users', totals: spent }, { name: 'usage_logs', totals: [...costs] });
  }

  async #putOne(writer: LogWriter, id: string, user: string): Promise<void> {
    const charge = { user, cost: 10 ** this.#rows.size };
    const row = this.#rows.get(id) ?? (user === NOBODY ? { id } : { id, charge });
    try {
      const written = writer.put(row);
      if (!this.#rows.has(id)) this.ledger.accept(id);
      this.#rows.set(id, row);
      await written;
    } catch {
      // It was not accepted: the writer stops.
    }
  }

  /** A store that keeps an account of each user beside the log. */
  #store(): LogStore {
    return {
      open: () =>
        this.db.openAs((session) => ({
          insert: (row: LogRow) => session.insert('usage_logs', row),
          insertOnce: (key: string, row: LogRow) => session.insertOnce('usage_logs', key, row),
          charge: (id: string, cost: number) =>
            session.upsert('users', id, (user) => ({ id, spent: (user?.spent ?? 0) + cost })),
          commit: () => session.commit(),
          close: () => session.close(),
        })),
    };
  }
}
