import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { scenario } from '../scenario.ts';
import { Replayer } from '../schedule/replayer.ts';
import { anyTime, programOf } from './enumerate.fixture.ts';
import { explore } from './explore.ts';
import { profiled } from '../strategies/profiled.fixture.ts';
import { randomHolds } from '../strategies/random-holds.ts';
import { randomOf } from './seed.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Each goes on until somebody else's operation is done, however long that takes. */
const polls: Record<string, (isDone: () => boolean, sim: Sim) => Promise<void>> = {
  'asks a service': async (isDone, sim) => {
    const ask = sim.operation('ask', anyTime);
    while (!(await ask.call(undefined, isDone)));
  },
  sleeps: async (isDone) => {
    while (!isDone()) await sleep(10);
  },
  'yields to the event loop': async (isDone) => {
    while (!isDone()) await new Promise((resolve) => void setImmediate(resolve));
  },
};

for (const [name, poll] of Object.entries(polls)) {
  for (const daemon of [false, true]) {
    test(`a ${daemon ? 'background ' : ''}task that polls and ${name} in between keeps no event waiting for ever`, async () => {
      const system = { id: 'polled', variants: { only: {} } };
      const story = scenario<object, object>('polling', system, {
        invariants: [],
        run(sim) {
          let done = false;
          const set = sim.operation('set', anyTime);
          sim.task('poller', () => poll(() => done, sim), { daemon });
          sim.task('setter', () => set.call(undefined, () => (done = true)));
          return () => [];
        },
      });
      const { verdict, exploration } = await explore('polled/polling', story, 'only', { seed: 1, runs: 150 });
      expect(verdict).toMatch(/not-found|exhausted/);
      expect(exploration.steps / exploration.schedules).toBeLessThan(150);
    });
  }
}

test('a reply that a background timer overtakes a hundred times replays strictly', async () => {
  const program = programOf((sim) => {
    const call = sim.operation('call', anyTime);
    const tick = async (): Promise<void> => {
      for (;;) await sleep(10);
    };
    sim.task('ticker', tick, { daemon: true });
    sim.task('caller', async () => {
      for (let i = 0; i < 100; i++) await call.call(undefined, () => {});
    });
  });
  const holds = randomHolds(1);
  await program.inSlice(() => {
    const setting = profiled(program);
    let longest = 0;
    for (let n = 0; n < 60; n++) {
      const random = randomOf({ base: 1, workload: 0, strategy: holds.name, parameters: [n] });
      const { run, schedule, digest } = program.trace({}, holds.picker([n], { ...setting, random }));
      const replayer = new Replayer(schedule);
      expect(program.trace({}, replayer).digest).toBe(digest);
      expect([...replayer.divergences, ...replayer.unused]).toEqual([]);
      longest = Math.max(longest, run.step);
    }
    expect(longest).toBeGreaterThan(150);
  });
});

test('a replay tells what never came although another event was held for it', async () => {
  const program = programOf((sim) => {
    const call = sim.operation('call', anyTime);
    sim.task('ticker', () => sleep(10), { daemon: true });
    sim.task('a', () => call.call('a', () => {}));
  });
  await program.inSlice(() => {
    const replayer = new Replayer([{ type: 'hold', event: 'a: call(a)#1', until: 'ticker: timeout(10)#2' }]);
    program.run({}, replayer);
    expect(replayer.unused).toEqual(['ticker: timeout(10)#2']);
  });
});
