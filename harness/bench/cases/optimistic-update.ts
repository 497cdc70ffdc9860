import fc from 'fast-check';
import type { Call, Case } from './case.ts';

const ATTEMPTS_MAX = 2;

/** Writes only where nobody else has written since it read, and gives up after so many attempts. */
class OptimisticStore {
  readonly #read: Call;
  readonly #write: Call;
  #version = 0;

  constructor(read: Call, write: Call) {
    this.#read = read;
    this.#write = write;
  }

  async update(): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const seen = await this.#read('row', () => this.#version);
      const written = await this.#write('row', () => {
        if (this.#version !== seen) return false;
        this.#version += 1;
        return true;
      });
      if (written) return true;
    }
    return false;
  }

  /** Without looking first. */
  async overwrite(): Promise<void> {
    await this.#write('row', () => (this.#version += 1));
  }
}

/** Somebody else writes between reading and writing, each time: takes two holds. */
export const optimisticUpdate: Case<{ others: number }> = {
  name: 'optimistic update gives up',
  usual: { others: 2 },
  workload: fc.record({ others: fc.integer({ min: 0, max: 3 }) }),
  run(world, { others }) {
    const store = new OptimisticStore(world.operation('read'), world.operation('write'));
    let lost = false;
    world.task('updater', async () => {
      lost = !(await store.update());
    });
    world.task(
      'others',
      async () => {
        for (let n = 0; n < others; n++) await store.overwrite();
      },
      { late: true },
    );
    return () => (lost ? `the update was given up after ${ATTEMPTS_MAX} attempts` : undefined);
  },
};
