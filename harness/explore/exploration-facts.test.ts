import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scenario } from '../scenario.ts';
import { explore } from './explore.ts';

const calm = (definition: object): ReturnType<typeof scenario> =>
  scenario(
    'calm',
    { id: 'calm', variants: { only: 0 } },
    {
      invariants: [],
      ...definition,
      run(sim) {
        sim.task('a', async () => {});
        return () => [];
      },
    },
  );

it.each([
  ['the only workload', {}],
  ['all 2 workloads', { examples: [{ rows: 1 }, { rows: 2 }] }],
  ['all 3 workloads that 1,000 draws give', { workload: fc.constantFrom(1, 2, 3) }],
  ['the only workload that 1,000 draws give', { workload: fc.constant({ rows: 1 }) }],
  [/\d+ of the [5-9]\d\d workloads that 1,000 draws give/, { workload: fc.integer({ min: 1, max: 1_000 }) }],
])('a proof covers %s', async (covered, definition) => {
  const { verdict, exploration } = await explore('calm/calm', calm(definition), 'only', {
    seed: 1,
    runs: 400,
  });
  expect(verdict).toBe('exhausted');
  expect(exploration.covers).toMatch(/^all \d+ schedules? of /);
  expect(exploration.covers).toMatch(covered);
  const { workloads, possibleWorkloads = 0 } = exploration;
  expect(possibleWorkloads > workloads).toBe(/ of the \d/.test(exploration.covers ?? ''));
});

it('a proof says where ticks came in the default order', async () => {
  const patient = scenario(
    'calm',
    { id: 'calm', variants: { only: 0 } },
    {
      invariants: [],
      run(sim) {
        let wake = (): void => {};
        sim.task('a', () => new Promise<void>((resolve) => void (wake = resolve)));
        let ticks = 0;
        sim.task('ticker', () => void setInterval(() => ++ticks === 100 && wake(), 10), { daemon: true });
        return () => [];
      },
    },
  );
  const { exploration } = await explore('calm/patient', patient, 'only', { seed: 1, runs: 400 });
  expect(exploration.covers).toMatch(/, in the default order from 60 ticks on that moved nothing$/);
});
