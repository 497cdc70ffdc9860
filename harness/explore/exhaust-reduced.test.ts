import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Scenario, scenario } from '../scenario.ts';
import { explore } from './explore.ts';
import type { Elsewhere } from './leaks.ts';
import type { ReducedSpace } from './reduced/reduced-space.ts';
import type { ScenarioResult } from '../result.ts';

const story = scenario(
  'story',
  { id: 'system', variants: { only: {} } },
  {
    invariants: ['holds'],
    run(sim) {
      const call = sim.operation('call', { latencyMs: [0, Infinity] });
      for (const name of ['a', 'b', 'c'])
        sim.task(name, async () => {
          for (let i = 0; i < 4; i++) await call.call(undefined, () => i);
        });
      return () => [{ invariant: 'holds', finding: undefined }];
    },
  },
) as unknown as Scenario;

/** More schedules than are asked for; elsewhere a reduced enumeration comes to that. */
function exploreWith(reduced: ReducedSpace, of = story, runs = 20): Promise<ScenarioResult> {
  const elsewhere = { inShared: (runs: readonly unknown[]) => Promise.resolve(runs.map(() => undefined)) };
  const there = { ...elsewhere, reduced: () => Promise.resolve(reduced) } as unknown as Elsewhere;
  return explore('system/story', of, 'only', {
    seed: 1,
    runs,
    strategies: ['all'],
    elsewhere: { ...there, inShared: () => Promise.resolve([]) },
  });
}

const complete: ReducedSpace = {
  isComplete: true,
  runs: 3,
  blocked: 2,
  isBounded: false,
  standsFor: 34_650,
  workloads: 1,
  time: 'constraints',
  audited: 1,
  swapped: 4,
};

it('a space is exhausted where few runs stand for all, and the report says which', async () => {
  const { verdict, exploration } = await exploreWith(complete);
  expect(verdict).toBe('exhausted');
  expect(exploration.covers).toMatch(
    /^complete up to equivalent orders: 3 runs stand for 34,650 schedules of the only workload/,
  );
  const { isComplete: _, isBounded: __, ...facts } = complete;
  expect(exploration.reduced).toEqual(facts);
});

it.each([
  {
    audited: 0,
    swapped: 2,
    told: ', audited by 2 of 5 swaps of neighbouring steps alone, as no more were found',
  },
  { audited: 0, swapped: 5, told: '' },
  { audited: 1, swapped: 0, told: '' },
])(
  'a claim says how little it was audited: $audited workloads, $swapped swaps',
  async ({ told, ...audit }) => {
    const { exploration } = await exploreWith({ ...complete, ...audit });
    expect(exploration.covers).toMatch(new RegExp(`timers on time${told}$`));
  },
);

it('nothing is claimed where there is a doubt, which is told', async () => {
  const doubt = 'two steps were swapped, and the run comes to something else';
  const { verdict, reason, exploration } = await exploreWith({ ...complete, isComplete: false, doubt });
  expect(verdict).toBe('not-found');
  expect(reason).toContain(doubt);
  expect(exploration.reduced?.unfinished).toBe(doubt);
});

it('a run that fails there and passes here is a doubt', async () => {
  const failure = { workload: 0, schedule: [] };
  const { verdict, reason } = await exploreWith({ ...complete, isComplete: false, failure });
  expect(verdict).toBe('not-found');
  expect(reason).toContain('passes here');
});

it('all workloads count as explored, though the sample was over before their turn', async () => {
  const several = { ...story, workload: fc.integer({ min: 1, max: 2 }) } as unknown as Scenario;
  const { exploration } = await exploreWith(complete, several, 500);
  expect(exploration.covers).toContain('all 2 workloads');
  expect(exploration).toMatchObject({ workloads: 2, possibleWorkloads: 2 });
});
