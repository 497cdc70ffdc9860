import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import storage from 'node-persist-4.0.4';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/*
 * What node-persist-last-write.scenario.ts found, on a real disk and without heddle: the one delay that its schedule
 * names is put into fs.writeFile.
 */
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'node-persist-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true });
});

/** The first write begins when `until` has come; all others at once. */
function delayFirstWrite(until: Promise<void>): void {
  const real = fs.writeFile;
  vi.spyOn(fs, 'writeFile').mockImplementationOnce((...args: Parameters<typeof fs.writeFile>) => {
    void until.then(() => real(...args));
  });
}

async function twoValues(options: object, between: (first: Promise<unknown>) => unknown): Promise<unknown> {
  const settings = storage.create({ dir, expiredInterval: 0, writeQueueIntervalMs: 5, ...options });
  settings.initSync();
  const first = settings.setItem('theme', 'light');
  // Its write has begun.
  await new Promise((resolve) => setImmediate(resolve));
  await between(first);
  await Promise.all([first, settings.setItem('theme', 'dark')]);
  settings.stopWriteQueueInterval();
  return settings.getItem('theme');
}

it('keeps the second value where the first one is written by then', async () => {
  expect(await twoValues({}, (first) => first)).toBe('dark');
});

it('says that the second value is stored, and has the first one, where the first write takes until then', async () => {
  let go = (): void => {};
  delayFirstWrite(new Promise((resolve) => (go = resolve)));
  expect(await twoValues({}, () => void setImmediate(go))).toBe('light');
});

it('keeps it with the same delay where each value is written', async () => {
  let go = (): void => {};
  delayFirstWrite(new Promise((resolve) => (go = resolve)));
  expect(await twoValues({ writeQueueWriteOnlyLast: false }, () => void setImmediate(go))).toBe('dark');
});
