import { expect, it } from 'vitest';
import { explore } from '../explore/explore.ts';
import { bodyScenario, TEST_VARIANT } from './body-scenario.ts';
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
