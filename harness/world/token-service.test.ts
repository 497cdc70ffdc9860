import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';
import { TokenService } from './token-service.ts';

test('a new session makes the credentials of the earlier ones invalid', async () => {
  const run = await simulate((sim) => {
    const tokens = new TokenService(sim);
    sim.task('caller', async () => {
      const { generation } = await tokens.createSession();
      return [generation, tokens.isValid(1), tokens.isValid(2), tokens.created];
    });
  });
  const created = [{ generation: 2, step: 2, atMs: 100, by: 'caller' }];
  expect(run.tasks.get('caller')?.value).toEqual([2, false, true, created]);
});

test('what is read may be stale when it arrives', async () => {
  const run = await simulate((sim) => {
    const tokens = new TokenService(sim, { latencyMs: { read: [2, 2] } });
    const rotate = sim.operation('rotate', { latencyMs: [1, 1] });
    sim.task('reader', () => tokens.read());
    sim.task('others', () => rotate.call(undefined, () => tokens.rotate()));
  });
  expect(run.tasks.get('reader')?.value).toEqual({ generation: 1 });
});

test('a blocking call moves the clock and lets nothing else happen', async () => {
  const run = await simulate((sim) => {
    const tokens = new TokenService(sim, { blockingMs: 60_000 });
    sim.task('caller', () => tokens.blocking.createSession());
  });
  expect(run.nowMs).toBe(60_000);
  expect(run.step).toBe(1);
});

test('creations under way are counted', async () => {
  let most: number | undefined;
  await simulate((sim) => {
    const tokens = new TokenService(sim);
    for (const name of ['a', 'b']) sim.task(name, () => tokens.createSession());
    return () => {
      most = tokens.inFlight.levels.get('create')?.highs.at(-1)?.value;
      return [];
    };
  });
  expect(most).toBe(2);
});

test('where creating takes effect at the server, the reply arrives in a step of its own', async () => {
  const run = await simulate((sim) => {
    const tokens = new TokenService(sim, { createEffect: 'split' });
    sim.task('caller', async () => [await tokens.createSession(), tokens.created, sim.step]);
  });
  const created = [{ generation: 2, step: 2, atMs: 50, by: 'caller' }];
  expect(run.tasks.get('caller')?.value).toEqual([{ generation: 2 }, created, 3]);
});
