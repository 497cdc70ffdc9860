import fc from 'fast-check';
import type { Call, Case } from './case.ts';
import { Cancellable, settled } from './cancellable.ts';

const BATCH_MAX = 2;

/** Stops by cancelling the loop, whatever the loop is doing, and then writes what is still in the queue. */
class BatchWriter {
  readonly #begin: Call;
  readonly #insert: Call;
  readonly #commit: Call;
  readonly #stored: Set<string>;
  readonly #queue: string[] = [];
  #wake: (() => void) | undefined;
  #stopping = false;
  readonly #scope = new Cancellable();
  readonly #loop: Promise<void>;

  constructor(begin: Call, insert: Call, commit: Call, stored: Set<string>) {
    this.#begin = begin;
    this.#insert = insert;
    this.#commit = commit;
    this.#stored = stored;
    this.#loop = settled(this.#work());
  }

  /** Says no once stop has begun. */
  put(row: string): boolean {
    if (this.#stopping) return false;
    this.#queue.push(row);
    this.#wake?.();
    this.#wake = undefined;
    return true;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#scope.cancel();
    await this.#loop;
    if (this.#queue.length > 0) await this.#flush(this.#queue.splice(0), new Cancellable());
  }

  async #work(): Promise<void> {
    for (;;) {
      if (this.#queue.length === 0)
        await this.#scope.wait(new Promise<void>((resolve) => (this.#wake = resolve)));
      await this.#flush(this.#queue.splice(0, BATCH_MAX), this.#scope);
    }
  }

  async #flush(rows: readonly string[], scope: Cancellable): Promise<void> {
    const staged: string[] = [];
    await scope.wait(this.#begin('usage_logs', () => {}));
    for (const row of rows) await scope.wait(this.#insert(row, () => staged.push(row)));
    await scope.wait(
      this.#commit('usage_logs', () => {
        for (const row of staged) this.#stored.add(row);
      }),
    );
  }
}

/** Rows of the batch that was being written when the writer was stopped. */
export const batchLost: Case<{ rows: number }> = {
  name: 'batch lost',
  usual: { rows: 3 },
  workload: fc.record({ rows: fc.integer({ min: 1, max: 4 }) }),
  run(world, { rows }) {
    const arrive = world.operation('arrive');
    const stored = new Set<string>();
    const accepted: string[] = [];
    const writer = new BatchWriter(
      world.operation('begin'),
      world.operation('insert'),
      world.operation('commit'),
      stored,
    );
    world.task('producer', async () => {
      for (let n = 1; n <= rows; n++) {
        const row = `r${n}`;
        await arrive(row, () => {});
        if (writer.put(row)) accepted.push(row);
      }
    });
    world.task('sigterm', () => writer.stop(), { late: true });
    return () => {
      const lost = accepted.filter((row) => !stored.has(row));
      return lost.length === 0
        ? undefined
        : `lost ${lost.length} of ${accepted.length} rows: ${lost.join(', ')}`;
    };
  },
};
