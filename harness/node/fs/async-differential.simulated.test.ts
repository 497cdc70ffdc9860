import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { simulate } from '../../program/simulate.ts';
import { FD, type RandomCall, randomCall, told, toldError } from './differential.fixture.ts';

const CALLS = 25;
const PROGRAMS = 120;

const real = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'heddle-async-'));
afterAll(() => fs.rmSync(real, { recursive: true, force: true }));

/** The form with a callback of a function that answers at once: what it calls back with. */
function calledBack(name: string, args: readonly unknown[]): Promise<unknown> {
  const call = name.split('.').reduce<unknown>((of, key) => Reflect.get(of as object, key), fs);
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, value: unknown): void => (error ? reject(error) : resolve(value));
    Reflect.apply(call as () => unknown, fs, [...args, done]);
  });
}

async function perform(seed: number, root: string): Promise<readonly string[]> {
  const random = new Random(`async ${seed}`);
  const fds: number[] = [];
  const open = new Set<number>();
  const noted: string[] = [];
  for (let at = 0; at < CALLS; at++) {
    const call = randomCall(random, fds.length, at);
    // It calls back with no error first; and of a link that leads nowhere the two forms of Node say two things.
    if (call.name === 'existsSync' || (call.name === 'mkdirSync' && call.args.length > 1)) continue;
    if (call.args.some((arg) => typeof arg === 'string' && FD.test(arg)) && fds.length === 0) continue;
    noted.push(
      `${call.name} ${JSON.stringify(call.args)}: ${JSON.stringify(await answer(call, fds, open, root))}`,
    );
  }
  for (const fd of open) await calledBack('close', [fd]);
  return noted;
}

async function answer(
  { name, args }: RandomCall,
  fds: number[],
  open: Set<number>,
  root: string,
): Promise<unknown> {
  const form = name.replace('Sync', '');
  const buffer = Buffer.alloc(8);
  const buffers = [Buffer.alloc(3), Buffer.alloc(4)];
  const values = args
    .map((arg, i) => {
      if (arg === 'buffer' && i > 0 && form === 'read') return buffer;
      if (arg === 'buffers') return buffers;
      const fd = typeof arg === 'string' ? FD.exec(arg) : null;
      if (fd !== null) return fds[Number(fd[1])];
      const isPath =
        typeof arg === 'string' && (i === 0 || (i === 1 && /^(?:rename|link|symlink|copy)/.test(form)));
      return isPath && !(form === 'symlink' && i === 0) ? `${root}/${arg}` : arg;
    })
    .filter((value) => value !== undefined);
  // It may have become the tests' own.
  if (form === 'close' && !open.has(values[0] as number)) return 'closed before';
  try {
    const value = await calledBack(form, values);
    if (form === 'open') open.add(value as number);
    if (form === 'open') return fds.push(value as number);
    if (form === 'close') open.delete(values[0] as number);
    if (value instanceof fs.Dir) return await namesOf(value);
    return [told(value, root), buffer.toString('latin1'), String(buffers)];
  } catch (error) {
    return toldError(error, root);
  }
}

async function namesOf(dir: fs.Dir): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const entry of dir) names.push(entry.name);
  return names.sort();
}

test('a task that calls back, one call after the other, sees the same of the volume as of a disk', async () => {
  const differences = new Map<string, string>();
  for (let seed = 0; seed < PROGRAMS; seed++) {
    const root = join(real, String(seed), 'root');
    fs.mkdirSync(root, { recursive: true });
    const onDisk = await perform(seed, root);
    let simulated: readonly string[] = [];
    const run = await simulate(
      (sim) => {
        sim.task('program', async () => {
          fs.mkdirSync(root, { recursive: true });
          simulated = await perform(seed, root);
        });
      },
      { node: true },
    );
    expect(run.findings).toEqual([]);
    const first = onDisk.findIndex((line, i) => line !== simulated[i]);
    if (first >= 0) {
      const key = `${onDisk[first]?.split(' ')[0]}`;
      if (!differences.has(key))
        differences.set(key, `seed ${seed} disk: ${onDisk[first]}\n  volume: ${simulated[first]}`);
    }
  }
  expect([...differences.values()].join('\n')).toBe('');
});
