import { Random } from '../core/random.ts';
import type { Sim } from '../core/sim.ts';
import { scenario } from '../scenario.ts';

const onlySystem = { id: 'random', variants: { only: {} } };

/** A task that may be cancelled at any wait, and from then on at every one. */
class Cancellable {
  #cancel = (): void => {};
  readonly #cancelled = new Promise<never>((_, reject) => {
    this.#cancel = () => reject(Object.assign(new Error('cancelled'), { name: 'Cancelled' }));
  });

  start(sim: Sim, name: string, body: () => Promise<void>): Promise<void> {
    // Whoever waits is told; that nobody does is no fault.
    this.#cancelled.catch(() => {});
    return sim.spawn({ name, daemon: false, cancel: () => this.#cancel() }, body);
  }

  wait<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#cancelled]);
  }
}

/** First come, first served. */
class Lock {
  #last = Promise.resolve();

  async run(body: () => Promise<unknown>, self: Cancellable): Promise<void> {
    const before = this.#last;
    let release = (): void => {};
    this.#last = new Promise((resolve) => (release = resolve));
    try {
      await self.wait(before);
      await body();
    } finally {
      void before.then(release);
    }
  }
}

/** A random program for each workload number: tasks that call, sleep, lock, spawn, set timers, and may be cancelled. */
export const randomPrograms = scenario<object, { number: number }>('random programs', onlySystem, {
  invariants: [],
  faults: {
    budget: 2,
    operations: { call: ['error', 'stall'], read: ['error', 'lost-reply'] },
    cancel: ['t*'],
    crash: true,
  },
  maxSteps: 400,
  run(sim, _variant, { number }) {
    const random = new Random(number + 1);
    const window = (): readonly [number, number] => {
      const least = random.below(20);
      return [least, random.below(3) === 0 ? Infinity : least + random.below(40)];
    };
    const call = sim.operation('call', { latencyMs: window() });
    const read = sim.operation('read', { latencyMs: window(), effect: 'split' });
    const lock = new Lock();
    let state = 0;
    let spawned = 0;
    const act = async (self: Cancellable, choice: number, depth: number): Promise<void> => {
      if (choice === 0) await self.wait(call.call(undefined, () => (state += 1), { args: state }));
      if (choice === 1) await self.wait(read.call(state % 3, () => state));
      if (choice === 2) await self.wait(sleep(1 + ((choice + state) % 25)));
      if (choice === 3) {
        await lock.run(async () => {
          await self.wait(call.call('locked', () => (state += 2)));
        }, self);
      }
      if (choice === 4 && depth < 2 && spawned < 4) start(`t.sub${spawned++}`, depth + 1);
      if (choice === 5) setTimeout(() => (state += 3), 5 + (state % 7));
      if (choice === 6)
        await Promise.all([self.wait(call.call('a', () => state)), self.wait(read.call('b', () => state))]);
    };
    const start = (name: string, depth: number): void => {
      const choices = Array.from({ length: 1 + random.below(4) }, () => random.below(7));
      const late = random.below(4) === 0;
      const self = new Cancellable();
      const body = async (): Promise<void> => {
        for (const choice of choices) await act(self, choice, depth).catch(rethrowCancelled);
      };
      sim.task(name, () => self.start(sim, name, body), { late });
    };
    for (let i = 0; i < 2 + (number % 3); i++) start(`t${i}`, 0);
    return () => [];
  },
});

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

function rethrowCancelled(error: unknown): void {
  if (error instanceof Error && error.name === 'Cancelled') throw error;
}
