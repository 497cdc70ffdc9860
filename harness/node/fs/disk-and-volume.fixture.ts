import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Random } from '../../core/random.ts';
import { simulate } from '../../program/simulate.ts';
import { FD, type RandomCall, randomCall, told, toldError } from './differential.fixture.ts';

const CALLS = 25;
const NOBODYS = 1_000_000;

/** One of the ways to call what `node:fs` does. */
export interface Form {
  /** What the function answers that the synchronous form has under that name. A folder: the names in it. */
  call(name: string, args: readonly unknown[]): unknown;
  /** Of what its programs are drawn. */
  seed(program: number): number | string;
  /** Which calls are left out. Default: none. */
  lacks?(call: RandomCall): boolean;
}

/**
 * What random programs of 25 calls see of the volume, and not of a disk: of each function the first such call. Empty where
 * there is none.
 */
export async function differencesOf(form: Form, programs: number): Promise<string> {
  const real = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'heddle-differential-'));
  const differences = new Map<string, string>();
  try {
    for (let program = 0; program < programs; program++) {
      // Links may lead out of it.
      const root = join(real, String(program), 'root');
      fs.mkdirSync(root, { recursive: true });
      const onDisk = await perform(form, program, root);
      let simulated: readonly string[] = [];
      const run = await simulate(
        (sim) => {
          sim.task('program', async () => {
            fs.mkdirSync(root, { recursive: true });
            simulated = await perform(form, program, root);
          });
        },
        { node: true },
      );
      expect(run.findings).toEqual([]);
      const first = onDisk.findIndex((line, i) => line !== simulated[i]);
      if (first < 0) continue;
      const key = `${onDisk[first]?.split(' ')[0]}`;
      const text = `program ${program} disk: ${onDisk[first]}\n  volume: ${simulated[first]}`;
      if (!differences.has(key)) differences.set(key, text);
    }
  } finally {
    fs.rmSync(real, { recursive: true, force: true });
  }
  return [...differences.values()].join('\n');
}

/** The descriptors of a program, in the order in which it got them, and those that are open. */
interface Descriptors {
  readonly all: number[];
  readonly open: Set<number>;
}

/** Makes the calls of a program, with its files below `root`; what each answered. */
async function perform(form: Form, program: number, root: string): Promise<readonly string[]> {
  const random = new Random(form.seed(program));
  const fds: Descriptors = { all: [], open: new Set() };
  const noted: string[] = [];
  for (let at = 0; at < CALLS; at++) {
    const call = randomCall(random, fds.all.length, at);
    if (form.lacks?.(call) === true) continue;
    if (call.args.some((arg) => typeof arg === 'string' && FD.test(arg)) && fds.all.length === 0) continue;
    const answered = JSON.stringify(await answer(form, call, fds, root));
    noted.push(`${call.name} ${JSON.stringify(call.args)}: ${answered}`);
  }
  for (const fd of fds.open) await form.call('closeSync', [fd]);
  return noted;
}

/** Of one that was closed the number may have become the tests' own: a number is used that nobody has. */
function descriptor({ all, open }: Descriptors, place: number): number {
  const fd = all[place];
  return fd !== undefined && open.has(fd) ? fd : NOBODYS;
}

async function answer(
  form: Form,
  { name, args }: RandomCall,
  fds: Descriptors,
  root: string,
): Promise<unknown> {
  const buffer = Buffer.alloc(8);
  const buffers = [Buffer.alloc(3), Buffer.alloc(4)];
  const values = args.map((arg, i) => {
    if (arg === 'buffer' && i > 0 && name === 'readSync') return buffer;
    if (arg === 'buffers') return buffers;
    const fd = typeof arg === 'string' ? FD.exec(arg) : null;
    if (fd !== null) return descriptor(fds, Number(fd[1]));
    const isPath =
      typeof arg === 'string' && (i === 0 || (i === 1 && /^(?:rename|link|symlink|copy)/.test(name)));
    return isPath && !(name === 'symlinkSync' && i === 0) ? `${root}/${arg}` : arg;
  });
  try {
    const value = await form.call(name, values);
    if (name === 'openSync') {
      fds.open.add(value as number);
      return fds.all.push(value as number);
    }
    if (name === 'closeSync') fds.open.delete(values[0] as number);
    return [told(value, root), buffer.toString('latin1'), String(buffers)];
  } catch (error) {
    return toldError(error, root);
  }
}
