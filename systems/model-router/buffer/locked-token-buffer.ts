import type { Scope } from '../../primitives/task.ts';
import { type Lock, locked } from '../locking/lock.ts';
import type { SeriesRow, TokenUsage } from '../ports.ts';
import { currentMinuteMs } from './minute.ts';
import type { TokenBuffer } from './token-buffer.ts';
import { TokenSums } from './token-sums.ts';
import type { UsageDatabase } from './usage-database.ts';

/** When a row's minute is read from the clock. */
export type Stamping = 'under-lock' | 'before-lock';

/** Copies and clears under a lock, then writes the copy: counts first, then series, a transaction each. */
export class LockedTokenBuffer implements TokenBuffer {
  readonly #database: UsageDatabase;
  readonly #lock: Lock;
  readonly #stamping: Stamping;
  readonly #counts = new TokenSums();
  readonly #series: SeriesRow[] = [];

  constructor(database: UsageDatabase, lock: Lock, stamping: Stamping) {
    this.#database = database;
    this.#lock = lock;
    this.#stamping = stamping;
  }

  add(usage: TokenUsage, scope: Scope): Promise<void> {
    const stamped = this.#stamping === 'before-lock' ? currentMinuteMs() : undefined;
    return locked(this.#lock, scope, () => {
      this.#counts.add(usage);
      this.#series.push({ ...usage, minuteMs: stamped ?? currentMinuteMs() });
    });
  }

  async flush(scope: Scope): Promise<void> {
    const { counts, series } = await locked(this.#lock, scope, () => this.#take());
    if (counts.length > 0) await this.#database.addCounts(counts, scope);
    if (series.length > 0) await this.#database.addSeries(series, scope);
  }

  contents(): ReturnType<TokenBuffer['contents']> {
    return { counts: [...this.#counts], series: [...this.#series] };
  }

  #take(): ReturnType<TokenBuffer['contents']> {
    const taken = this.contents();
    this.#counts.clear();
    this.#series.length = 0;
    return taken;
  }
}
