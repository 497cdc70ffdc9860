import fc from 'fast-check';
import type { Call, Case } from './case.ts';

/** Counts by reading, awaiting and writing, without a lock. */
class UsageCounter {
  readonly #load: Call;
  readonly #store: Call;
  readonly counts = new Map<string, number>();

  constructor(load: Call, store: Call) {
    this.#load = load;
    this.#store = store;
  }

  async increment(model: string): Promise<void> {
    const count = await this.#load(model, () => this.counts.get(model) ?? 0);
    await this.#store(model, () => this.counts.set(model, count + 1));
  }
}

/** Two increments read the same number. */
export const lostCounterUpdate = lostUpdateOf('lost counter update', 3);

/** The same with so many orderings (18!/3!⁶, about 10¹¹) that hardly two runs are alike. */
export const lostCounterUpdateOfSix = lostUpdateOf('lost counter update, 6 callers', 6);

function lostUpdateOf(name: string, usually: number): Case<{ callers: number }> {
  return {
    name,
    usual: { callers: usually },
    workload: fc.record({ callers: fc.integer({ min: 1, max: 4 }) }),
    run(world, { callers }) {
      const counter = new UsageCounter(world.operation('load'), world.operation('store'));
      for (let i = 1; i <= callers; i++) {
        world.task(`caller${i}`, () => counter.increment('gpt-4'), { late: i > 1 });
      }
      return () => {
        const counted = counter.counts.get('gpt-4') ?? 0;
        return counted === callers ? undefined : `counted ${counted} of ${callers} requests`;
      };
    },
  };
}
