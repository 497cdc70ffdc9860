import { expect, it } from 'vitest';
import { explore } from '../explore/explore.ts';
import { bodyScenario, TEST_VARIANT } from './body-scenario.ts';
import type { DataCause } from '../result.ts';
import { UnexpectedVerdict } from './unexpected-verdict.ts';

it('a failure of hundreds of steps and many tasks is told in at most 40 lines, its file and replay command last', async () => {
  const { scenario } = bodyScenario(
    'a.test.ts',
    'long',
    async (sim) => {
      const work = sim.operation('work');
      const busy = async (): Promise<void> => {
        for (let i = 0; i < 30; i++) await work.call(i, () => {});
      };
      await sim.all(Array.from({ length: 12 }, () => busy));
      throw new Error('broken');
    },
    {},
  );
  const result = await explore('a.test.ts > long', scenario, TEST_VARIANT, {
    seed: 1,
    runs: 1,
    shrink: false,
  });
  const { message } = new UnexpectedVerdict(result, { files: [['page', 'a.html']] });
  const lines = message.split('\n');
  expect(result.findings[0]?.steps.length).toBeGreaterThan(300);
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(lines[0]).toBe('broken');
  expect(lines.slice(-3)).toEqual([
    expect.stringMatching(/^replay: npx heddle replay hd1\./),
    'page: a.html',
    '1 schedule was run',
  ]);
});

it('the cause in data stands below the cause, and its accesses below their steps', async () => {
  const { scenario } = bodyScenario('a.test.ts', 'short', () => Promise.reject(new Error('broken')), {});
  const explored = await explore('a.test.ts > short', scenario, TEST_VARIANT, {
    seed: 1,
    runs: 1,
    shrink: false,
  });
  const access = { step: 1, event: 'test: start#1', task: 'test', place: 'src/counter.ts:4', value: '2' };
  const data: DataCause = {
    pattern: 'atomicity',
    location: 'Counter.#count',
    sentence: 'first wrote Counter.#count between second’s read and its write',
    accesses: [
      { ...access, kind: 'read' },
      { ...access, kind: 'write' },
    ],
  };
  const result = { ...explored, findings: explored.findings.map((finding) => ({ ...finding, data })) };
  const lines = new UnexpectedVerdict(result).message.split('\n').map((line) => line.trim());
  expect(lines.slice(0, 3)).toEqual(['broken', 'everything was prompt', data.sentence]);
  expect(lines).toContain('↳ reads Counter.#count (counter.ts:4): 2');
});
