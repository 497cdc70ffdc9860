import type { Scope } from '../../primitives/task.ts';
import type { SeriesRow, TokenUsage } from '../ports.ts';
import { currentMinuteMs } from './minute.ts';
import type { TokenBuffer } from './token-buffer.ts';
import { TokenSums } from './token-sums.ts';
import type { UsageDatabase } from './usage-database.ts';

/**
 * No lock: hands the live buffer to the database and clears it once the database is done ([nomyo-router], `flush_buffer`
 * before the buffer lock). A usage of an endpoint or model that is new meanwhile makes the iteration throw: the transaction
 * is rolled back, and the periodic flush, which catches nothing, is over.
 */
export class LiveTokenBuffer implements TokenBuffer {
  readonly #database: UsageDatabase;
  readonly #counts = new TokenSums();
  readonly #series: SeriesRow[] = [];

  constructor(database: UsageDatabase) {
    this.#database = database;
  }

  async add(usage: TokenUsage): Promise<void> {
    this.#counts.add(usage);
    this.#series.push({ ...usage, minuteMs: currentMinuteMs() });
  }

  async flush(scope: Scope): Promise<void> {
    if (!this.#counts.isEmpty) {
      await this.#database.addCounts(this.#counts, scope);
      this.#counts.clear();
    }
    if (this.#series.length > 0) {
      await this.#database.addSeries(this.#series, scope);
      this.#series.length = 0;
    }
  }

  contents(): ReturnType<TokenBuffer['contents']> {
    return { counts: [...this.#counts], series: [...this.#series] };
  }
}
