import { expect, test } from 'vitest';
import { explore } from '../explore/explore.ts';
import { scenario } from '../scenario.ts';
import { decodeToken } from '../schedule/token.ts';
import { replaySchedule, replaySeed } from './replay.ts';

/** More steps than a trace keeps, and damage early and late. */
const long = scenario(
  'damage early and late',
  { id: 'thing', variants: { only: {} } },
  {
    invariants: ['early', 'late'],
    run(sim) {
      const tick = sim.operation('tick');
      sim.task('t', async () => {
        for (let i = 0; i < 1_200; i++) await tick.call(i, () => {});
      });
      const finding = (message: string, step: number) => ({ kind: 'wrong-result', message, step }) as const;
      return () => [
        { invariant: 'early', finding: finding('broken early', 5) },
        { invariant: 'late', finding: finding('broken late', 900) },
      ];
    },
  },
);

test('the trace of a long run holds the step of the finding that it belongs to', async () => {
  const { findings } = await explore('thing/long', long, 'only', { seed: 1, runs: 1 });
  expect(findings.map(({ invariant, violatingStep }) => [invariant, violatingStep])).toEqual([
    ['early', 5],
    ['late', 900],
  ]);
  for (const { steps, violatingStep } of findings)
    expect(steps.some(({ step }) => step === violatingStep)).toBe(true);
});

test('a replay speaks of the finding that its token names, though the run has an earlier one', async () => {
  const { findings } = await explore('thing/long', long, 'only', { seed: 1, runs: 1 });
  const token = findings.find(({ invariant }) => invariant === 'late')?.token ?? '';
  const recorded = decodeToken(token);
  const replay = await replaySchedule('thing/long', long, 'only', { ...recorded, expected: recorded });
  expect([replay.status, replay.violatingStep]).toEqual(['failed', 900]);
  expect(replay.steps.some(({ step }) => step === 900)).toBe(true);
  expect(replay.token).toBe(token);
});

test('all steps of a long run are there, from the set-up on, for who asks for them', async () => {
  const { findings } = await explore('thing/long', long, 'only', { seed: 1, runs: 1 });
  const recorded = decodeToken(findings[1]?.token ?? '');
  const input = { ...recorded, expected: recorded };
  const whole = await replaySchedule('thing/long', long, 'only', { ...input, stepsMax: Infinity });
  expect([whole.steps[0]?.step, whole.steps.length]).toEqual([0, 1_202]);
  expect((await replaySchedule('thing/long', long, 'only', input)).steps).toHaveLength(400);
  const seeded = await replaySeed('thing/long', long, 'only', '1.0.prompt', Infinity);
  expect([seeded.steps[0]?.step, seeded.steps.length]).toEqual([0, 1_202]);
});
