import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { simulate } from '../../program/simulate.ts';
import { FD, type RandomCall, randomCall, told, toldError } from './differential.fixture.ts';

const CALLS = 25;
const PROGRAMS = 420;

const real = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'heddle-differential-'));
afterAll(() => fs.rmSync(real, { recursive: true, force: true }));

/** Makes the calls of a program, with its files below `root`; what each answered. */
function perform(seed: number, root: string): readonly string[] {
  const random = new Random(seed);
  const fds: number[] = [];
  const open = new Set<number>();
  const noted: string[] = [];
  for (let at = 0; at < CALLS; at++) {
    const call = randomCall(random, fds.length, at);
    if (call.args.some((arg) => typeof arg === 'string' && FD.test(arg)) && fds.length === 0) continue;
    noted.push(`${call.name} ${JSON.stringify(call.args)}: ${JSON.stringify(answer(call, fds, open, root))}`);
  }
  for (const fd of open) fs.closeSync(fd);
  return noted;
}

function answer({ name, args }: RandomCall, fds: number[], open: Set<number>, root: string): unknown {
  const buffer = Buffer.alloc(8);
  const buffers = [Buffer.alloc(3), Buffer.alloc(4)];
  const values = args.map((arg, i) => {
    if (arg === 'buffer' && i > 0 && name === 'readSync') return buffer;
    if (arg === 'buffers') return buffers;
    const fd = typeof arg === 'string' ? FD.exec(arg) : null;
    if (fd !== null) return fds[Number(fd[1])];
    const isPath =
      typeof arg === 'string' && (i === 0 || (i === 1 && /^(?:rename|link|symlink|copy|cp)/.test(name)));
    return isPath && !(name === 'symlinkSync' && i === 0) ? `${root}/${arg}` : arg;
  });
  // It may have become the tests' own.
  if (name === 'closeSync' && !open.has(values[0] as number)) return 'closed before';
  try {
    const call = name.split('.').reduce<unknown>((of, key) => Reflect.get(of as object, key), fs);
    const value = (call as (...args: unknown[]) => unknown)(...values);
    if (name === 'openSync') open.add(value as number);
    if (name === 'openSync') return fds.push(value as number);
    if (name === 'closeSync') open.delete(values[0] as number);
    if (value instanceof fs.Dir) {
      const names = [];
      for (let entry = value.readSync(); entry !== null; entry = value.readSync()) names.push(entry.name);
      value.closeSync();
      return names.sort();
    }
    if (typeof value === 'bigint') return String(value);
    return [told(value, root), buffer.toString('latin1'), String(buffers)];
  } catch (error) {
    return toldError(error, root);
  }
}

test(`what random programs of ${PROGRAMS * CALLS} calls see of the volume is what they see of a disk`, async () => {
  const differences = new Map<string, string>();
  for (let seed = 0; seed < PROGRAMS; seed++) {
    // Links may lead out of it.
    const root = join(real, String(seed), 'root');
    fs.mkdirSync(root, { recursive: true });
    const onDisk = perform(seed, root);
    let simulated: readonly string[] = [];
    await simulate(
      (sim) => {
        sim.task('program', () => {
          fs.mkdirSync(root, { recursive: true });
          simulated = perform(seed, root);
        });
      },
      { node: true },
    );
    const first = onDisk.findIndex((line, i) => line !== simulated[i]);
    if (first >= 0) {
      const key = `${onDisk[first]?.split(' ')[0]}`;
      if (!differences.has(key))
        differences.set(key, `seed ${seed} disk: ${onDisk[first]}\n  volume: ${simulated[first]}`);
    }
  }
  expect([...differences.values()].join('\n')).toBe('');
});
