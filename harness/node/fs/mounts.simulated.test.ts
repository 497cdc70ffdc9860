import fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { NodeOptions } from '../../core/node-options.ts';
import { simulate } from '../../program/simulate.ts';

const folder = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'heddle-mounts-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

fs.mkdirSync(join(folder, 'project/lib'), { recursive: true });
fs.mkdirSync(join(folder, 'store/package'), { recursive: true });
fs.writeFileSync(join(folder, 'project/lib/data.txt'), 'real');
fs.writeFileSync(join(folder, 'project/lib/one.cjs'), 'module.exports = require("package") + 1;');
fs.writeFileSync(join(folder, 'store/package/index.js'), 'module.exports = 41;');
fs.mkdirSync(join(folder, 'project/node_modules'));
fs.symlinkSync('../../store/package', join(folder, 'project/node_modules/package'));

const project = join(folder, 'project');

/** What a program on a simulated Node returns. */
async function result<T>(program: () => T, node: NodeOptions): Promise<T> {
  let value: T | undefined;
  const run = await simulate(
    (sim) => {
      sim.task('program', () => void (value = program()));
    },
    { node },
  );
  expect(run.findings).toEqual([]);
  return value as T;
}

test('a mounted folder is read in its place; what is written there stays in the volume', async () => {
  const data = join(project, 'lib/data.txt');
  const seen = await result(
    () => {
      const before = fs.readFileSync(data, 'utf8');
      fs.appendFileSync(data, ' and more');
      fs.writeFileSync(join(project, 'lib/new.txt'), 'new');
      fs.unlinkSync(join(project, 'lib/one.cjs'));
      return [before, fs.readFileSync(data, 'utf8'), fs.readdirSync(join(project, 'lib'))];
    },
    { mounts: [project] },
  );
  expect(seen).toEqual(['real', 'real and more', ['data.txt', 'new.txt']]);
  expect(fs.readFileSync(data, 'utf8')).toBe('real');
  expect(fs.readdirSync(join(project, 'lib'))).toEqual(['data.txt', 'one.cjs']);
});

test('a module that a run is the first to require comes from the real disk, through links out of the folder', async () => {
  const require = createRequire(join(project, 'lib/main.cjs'));
  expect(await result(() => require('./one.cjs') as unknown, { mounts: [project] })).toBe(42);
});

test('what is in no mounted folder is not there', async () => {
  const seen = await result(
    () => [fs.existsSync(join(folder, 'store/package')), fs.existsSync('/etc/passwd'), fs.existsSync('/tmp')],
    { mounts: [project] },
  );
  expect(seen).toEqual([false, false, true]);
});

test('by default the working directory of the command is there', async () => {
  const seen = await result(() => fs.readFileSync('package.json', 'utf8'), {});
  expect(seen).toBe(fs.readFileSync('package.json', 'utf8'));
});

test('a folder of fixtures is the root of the volume', async () => {
  const seen = await result(
    () => [
      fs.readFileSync('/lib/data.txt', 'utf8'),
      fs.readdirSync('/node_modules'),
      fs.readlinkSync('/node_modules/package'),
    ],
    { files: project },
  );
  expect(seen).toEqual(['real', ['package'], '../../store/package']);
});

test('sim.files reads, writes, removes, and shows what is not mounted', async () => {
  await simulate(
    (sim) => {
      const { files } = sim;
      expect(files.tree()).toEqual({ '/data/a': 'a' });
      files.write('/data/b/c', 'c');
      expect([files.exists('/data/b'), files.exists('/data/c'), files.read('/data/b/c')]).toEqual([
        true,
        false,
        'c',
      ]);
      files.remove('/data/b');
      expect(files.tree()).toEqual({ '/data/a': 'a' });
      expect(() => files.read('/data/b/c')).toThrow("ENOENT: no such file or directory, open '/data/b/c'");
      expect(() => files.remove('/data/b')).toThrow("ENOENT: no such file or directory, unlink '/data/b'");
    },
    { node: { files: { '/data/a': 'a' } } },
  );
});

test.each([
  [{ files: { 'data/a': '' } }, "`files` has the path 'data/a': give absolute ones, as '/data/a'."],
  [{ files: { '/a': '', '/a/b': '' } }, "The file '/a/b' of `files` cannot be made: ENOTDIR."],
  [{ files: './nowhere' }, /^`files` is '.\/nowhere', and there is no such folder: \//],
  [{ mounts: ['./nowhere'] }, /^`mounts` has '.\/nowhere', and there is no such folder: \//],
])('what cannot be made of %j is said in one line', async (node, message) => {
  await expect(result(() => undefined, node)).rejects.toThrow(message);
});
