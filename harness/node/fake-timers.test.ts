import { afterEach, expect, it, vi } from 'vitest';
import { explore } from '../explore/explore.ts';
import { scenario } from '../scenario.ts';

afterEach(() => void vi.useRealTimers());

const sleeper = scenario(
  'sleeps',
  { id: 'sleeper', variants: { only: 0 } },
  {
    invariants: [],
    run(sim) {
      sim.task('sleeper', () => new Promise((resolve) => setTimeout(resolve, 10)));
      return () => [];
    },
  },
);
const asked = { seed: 1, runs: 20 };

it('refuses to explore under fake timers, and says what to do', async () => {
  vi.useFakeTimers();
  await expect(explore('sleeper/sleeps', sleeper, 'only', asked)).rejects.toThrow(
    /^Fake timers are on \(setTimeout, setImmediate, Date.*call vi\.useRealTimers\(\) before heddle explores\.$/,
  );
  vi.useRealTimers();
  expect((await explore('sleeper/sleeps', sleeper, 'only', asked)).verdict).toBe('exhausted');
});

it('refuses a single one that is faked', async () => {
  vi.useFakeTimers({ toFake: ['queueMicrotask'] });
  await expect(explore('sleeper/sleeps', sleeper, 'only', asked)).rejects.toThrow('(queueMicrotask)');
});
