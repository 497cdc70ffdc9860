import { Random } from '../core/random.ts';
import { scenario } from '../scenario.ts';
import { Task } from '../../systems/primitives/task.ts';
import { Mutex } from '../../systems/primitives/mutex.ts';

const onlySystem = { id: 'random', variants: { only: {} } };

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
    const lock = new Mutex('lock');
    let state = 0;
    let spawned = 0;
    const act = async (self: Task<void>, choice: number, depth: number): Promise<void> => {
      if (choice === 0) await self.wait(call.call(undefined, () => (state += 1), state));
      if (choice === 1) await self.wait(read.call(state % 3, () => state));
      if (choice === 2) await self.sleep(1 + ((choice + state) % 25));
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
      sim.task(
        name,
        () =>
          Task.start<void>(
            name,
            async (self) => {
              for (const choice of choices) await act(self, choice, depth).catch(rethrowCancelled);
            },
            { spawn: sim.spawn },
          ).result,
        { late },
      );
    };
    for (let i = 0; i < 2 + (number % 3); i++) start(`t${i}`, 0);
    return () => [];
  },
});

function rethrowCancelled(error: unknown): void {
  if (error instanceof Error && error.name === 'Cancelled') throw error;
}
