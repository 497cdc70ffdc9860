import { expect, it } from 'vitest';
import { TimeUp } from '../node/bounded.ts';
import { scenario, type Scenario } from '../scenario.ts';
import { explore } from './explore.ts';

const story = (body: () => unknown): Scenario =>
  scenario(
    'code',
    { id: 'code', variants: { only: 0 } },
    {
      invariants: [],
      run(sim) {
        sim.task('code', body);
        return () => [];
      },
    },
  );
const tick = (): void => process.nextTick(tick);
const job = (): void => queueMicrotask(job);

it.each<[string, () => unknown]>([
  ['loops', () => { for (;;); }], // prettier-ignore
  ['catches all and loops', () => { for (;;) try { for (;;); } catch { continue; } }], // prettier-ignore
  ['awaits what is ready', async () => { for (;;) await Promise.resolve(); }], // prettier-ignore
  ['never ends its ticks', tick],
  ['never ends its microtasks', job],
])('code that %s is ended when its time is over, and the thread is as it was', async (_, body) => {
  const globals = [setTimeout, Date, process.nextTick, Math.random, queueMicrotask];
  const listeners = process.rawListeners('uncaughtException');
  const options = { seed: 1, runs: 20 };
  await expect(explore('code/code', story(body), 'only', { ...options, comesBackMs: 200 })).rejects.toThrow(
    TimeUp,
  );
  expect([setTimeout, Date, process.nextTick, Math.random, queueMicrotask]).toEqual(globals);
  expect(process.rawListeners('uncaughtException')).toEqual(listeners);
  await new Promise((resolve) => process.nextTick(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  const calm = await explore('code/code', story(() => {}), 'only', options); // prettier-ignore
  expect(calm.verdict).toBe('exhausted');
});
