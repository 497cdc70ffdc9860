import type { CountsRow, SeriesRow, UsageStore } from '../ports.ts';

/** Usages that are written together. */
export interface Batch {
  /** Not used for any other batch, of this process or another. */
  readonly id: string;
  readonly counts: Iterable<CountsRow>;
  readonly series: readonly SeriesRow[];
}

/** Writes a batch exactly once, however often it is tried. When it rejects, the batch may or may not be written. */
export async function writeBatch(store: UsageStore, batch: Batch): Promise<void> {
  try {
    // Precaution one-transaction: counts and series commit together, so a failure between them cannot leave the
    // one table with what the other lacks.
    await store.begin();
    // Precaution flush-id: when a commit is applied but its reply lost, the batch is tried again, and its id tells
    // that there is nothing left to write.
    if ((await store.insertFlush(batch.id)) === 'new') {
      for (const row of batch.counts) await store.insertCounts(row);
      for (const row of batch.series) await store.insertSeries(row);
    }
    await store.commit();
  } catch (error) {
    // Precaution roll-back: a transaction left open would make every later `begin` fail.
    // There may be none to roll back; the error that led here says more than that.
    await store.rollback().catch(() => undefined);
    throw error;
  }
}
