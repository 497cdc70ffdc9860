import type { Scope } from '../../primitives/task.ts';
import type { CountsRow, SeriesRow, TokenUsage } from '../ports.ts';

/** Sums and time series that wait for the database. */
export interface TokenBuffer {
  add(usage: TokenUsage, scope: Scope): Promise<void>;
  /** Writes the counts, then the series. Rejects with the database's errors. */
  flush(scope: Scope): Promise<void>;
  contents(): { readonly counts: readonly CountsRow[]; readonly series: readonly SeriesRow[] };
}
