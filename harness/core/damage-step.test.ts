import { expect, it } from 'vitest';
import { held, violated } from '../check/check-result.ts';
import { simulate } from '../program/simulate.ts';
import type { CheckResult, Finding } from './finding.ts';
import type { DamageStep } from './damage-step.ts';

const READ: DamageStep = { role: 'origin', step: 1, what: 'a was read' };
const WRITTEN: DamageStep = { role: 'no-return', step: 2, what: 'a was written' };

/** The finding of a run of three steps whose check says that. */
async function found(at?: number | readonly DamageStep[]): Promise<Finding | undefined> {
  const check = (): CheckResult[] => [held('other'), violated('no-lost-update', 'lost-update', 'lost', at)];
  const run = await simulate((sim) => {
    for (const name of ['a', 'b', 'c']) sim.task(name, () => {});
    return check;
  });
  return run.findings[0];
}

it('a finding without a step was noticed at the end, and nobody says where it broke', async () => {
  const noticed = { role: 'noticed', step: 3, what: 'the checks looked when all was over' };
  expect(await found()).toMatchObject({ step: 3, damage: [noticed] });
  expect(await found([])).toMatchObject({ step: 3, damage: [noticed] });
  expect(await found([READ])).toMatchObject({ step: 3, damage: [READ, noticed] });
});

it('a finding broke at the step of no return, whatever came before and after it', async () => {
  expect(await found([WRITTEN, READ])).toMatchObject({ step: 2, damage: [READ, WRITTEN] });
});

it('a finding with one step that is not explained is at that step', async () => {
  const finding = await found(2);
  expect(finding?.step).toBe(2);
  expect(finding?.damage).toBeUndefined();
});

it('a deadlock is noticed where nothing is pending any more', async () => {
  const run = await simulate((sim) => {
    sim.task('stuck', () => new Promise(() => {}));
  });
  expect(run.findings[0]?.damage).toEqual([
    { role: 'noticed', step: 1, what: 'nothing is pending any more' },
  ]);
});
