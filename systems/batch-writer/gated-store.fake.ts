import { Signal } from '../primitives/signal.ts';
import type { LogRow, LogStore, LogTransaction } from './ports.ts';

/** A store in memory for tests: commits can be held at a gate, fail, or lose their reply. */
export class GatedStore implements LogStore {
  readonly committed: LogRow[] = [];
  /** Sizes of the batches that reached their commit, in order. */
  readonly batches: number[] = [];
  /** Commits wait for it while there is one. */
  gate: Signal | undefined;
  /** What becomes of the next commits; then all go well. */
  readonly outcomes: ('refused' | 'reply lost')[] = [];

  get ids(): string[] {
    return this.committed.map((row) => row.id);
  }

  async open(): Promise<LogTransaction> {
    const pending: LogRow[] = [];
    const holds = (key: string): boolean => [...this.committed, ...pending].some((row) => row.id === key);
    let closed = false;
    return {
      insert: async (row) => void pending.push(row),
      insertOnce: async (key, row) => {
        if (holds(key)) return 'known';
        pending.push(row);
        return 'new';
      },
      commit: async () => {
        this.batches.push(pending.length);
        await this.gate?.raised;
        const outcome = this.outcomes.shift();
        if (outcome === 'refused' || closed) throw new Error('deadlock detected');
        this.committed.push(...pending);
        if (outcome === 'reply lost') throw new Error('connection reset');
      },
      close: () => {
        closed = true;
      },
    };
  }
}
