import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Scenario, scenario } from '../scenario.ts';
import type { ScenarioResult } from '../result.ts';
import { explore } from './explore.ts';

const workloads = [{ actor: 'reader' }, { actor: 'flusher' }];

/** Each of the two workloads has one of the tasks that the menu names, and more schedules than are asked for. */
function story(cancel: readonly string[], variants: Record<string, object>): Scenario {
  return scenario(
    'one of two',
    { id: 'system', variants },
    {
      invariants: [],
      workload: fc.constantFrom(...workloads),
      faults: { budget: 1, cancel },
      run(sim, _, { actor }) {
        const call = sim.operation('call', { latencyMs: [0, Infinity] });
        for (const name of [actor, 'writer', 'checker'])
          sim.task(name, async () => {
            for (let i = 0; i < 4; i++) await call.call(name, () => i).catch(() => {});
          });
        return () => [];
      },
    },
  );
}

function exploreAll(of: Scenario): Promise<ScenarioResult> {
  return explore('system/story', of, 'only', { seed: 1, runs: 300, strategies: ['all'] });
}

test('what only workloads have that nobody ran is not missing', async () => {
  const { exploration } = await exploreAll(story(['reader', 'flusher'], { only: {}, other: {} }));
  expect(exploration.workloads).toBe(1);
  expect(exploration.unmetFaults).toBeUndefined();
});

test('nor is it an error where there is one variant', async () => {
  const { verdict } = await exploreAll(story(['reader', 'flusher'], { only: {} }));
  expect(verdict).toBe('not-found');
});

test('what no workload has is told once all were run', async () => {
  const { exploration } = await explore('system/story', story(['sweeper'], { only: {}, other: {} }), 'only', {
    seed: 1,
    runs: 300,
  });
  expect(exploration.unmetFaults).toEqual(["the task 'sweeper'"]);
});
