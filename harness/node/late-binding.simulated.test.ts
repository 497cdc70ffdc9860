import crypto from 'node:crypto';
import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';

test('what was bound before the engine was loaded is virtual in a run, and does not look itself up for ever', async () => {
  const seen: unknown[] = [];
  const program = async (): Promise<void> => {
    await new Promise<void>((resolve) => process.nextTick(resolve));
    await new Promise<void>((resolve) => queueMicrotask(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 10));
    seen.push(new Date().getUTCFullYear(), Date().includes('2024'), typeof process.hrtime.bigint());
    seen.push(
      crypto.randomBytes(4).length,
      crypto.randomInt(5) < 5,
      crypto.getRandomValues(new Uint8Array(2)).length,
    );
  };
  const run = await simulate((sim) => void sim.task('t', program), { node: true });
  expect(run.findings).toEqual([]);
  expect(seen).toEqual([2024, true, 'bigint', 4, true, 2]);
});

test('what cannot be called back is refused as Node does', async () => {
  const program = (): void => void Reflect.apply(setTimeout, undefined, [0, 1]);
  const run = await simulate((sim) => void sim.task('t', program), { node: true });
  expect(run.findings).toMatchObject([
    { message: expect.stringContaining('must be of type function') as unknown },
  ]);
});
