import fs from 'node:fs';
import { watch as watchAsync } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { simulate } from '../../../program/simulate.ts';

const real = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'heddle-watch-'));
afterAll(() => fs.rmSync(real, { recursive: true, force: true }));

/** What those who watch a folder, and two things in it, are told of what `work` does there. */
async function notices(root: string, work: (root: string) => void): Promise<readonly string[]> {
  fs.mkdirSync(join(root, 'sub'), { recursive: true });
  fs.writeFileSync(join(root, 'a'), 'a');
  const told: string[] = [];
  const watchers: fs.FSWatcher[] = [];
  await new Promise<void>((resolve) => {
    const watch = (what: string): void => {
      const watcher = fs.watch(join(root, what), (event, name) => {
        if (name === 'end') resolve();
        else told.push(`${what}: ${event} ${name}`);
      });
      watchers.push(watcher);
    };
    watch('.');
    watch('a');
    watch('sub');
    work(root);
    fs.writeFileSync(join(root, 'end'), '');
  });
  for (const watcher of watchers) watcher.close();
  // Which of several watches is told first is not the same on all kernels.
  const of = (what: string): readonly string[] => told.filter((notice) => notice.startsWith(what));
  return [...of('.:'), ...of('a:'), ...of('sub:')];
}

const works: readonly [string, (root: string) => void][] = [
  ['writes a file', (root) => fs.writeFileSync(join(root, 'a'), 'more')],
  ['makes a file', (root) => fs.writeFileSync(join(root, 'new'), 'new')],
  ['appends twice', (root) => [1, 2].forEach(() => fs.appendFileSync(join(root, 'a'), 'x'))],
  ['removes a file', (root) => fs.unlinkSync(join(root, 'a'))],
  ['renames a file', (root) => fs.renameSync(join(root, 'a'), join(root, 'b'))],
  [
    'puts a file in the place of another',
    (root) => {
      fs.writeFileSync(join(root, 'b'), 'b');
      fs.renameSync(join(root, 'b'), join(root, 'a'));
    },
  ],
  ['makes a link', (root) => fs.linkSync(join(root, 'a'), join(root, 'sub/a'))],
  ['changes permissions', (root) => fs.chmodSync(join(root, 'a'), 0o600)],
  ['changes times', (root) => fs.utimesSync(join(root, 'a'), 1, 2)],
  ['makes a folder in a folder', (root) => fs.mkdirSync(join(root, 'sub/deep'))],
  ['removes a folder', (root) => fs.rmdirSync(join(root, 'sub'))],
  ['moves a file to another folder', (root) => fs.renameSync(join(root, 'a'), join(root, 'sub/b'))],
  ['makes a symbolic link', (root) => fs.symlinkSync('a', join(root, 'l'))],
  ['makes a file shorter', (root) => fs.truncateSync(join(root, 'a'), 0)],
];

test.each(works)('who watches a program that %s is told what Linux tells', async (name, work) => {
  const onDisk = await notices(join(real, name.replaceAll(' ', '-')), work);
  let simulated: readonly string[] = [];
  const run = await simulate(
    (sim) => {
      sim.task('program', async () => {
        simulated = await notices('/watched', work);
      });
    },
    { node: true },
  );
  expect(run.findings).toEqual([]);
  expect(simulated).toEqual(onDisk);
});

test('each notice is an event of the task that watches', async () => {
  const told: string[] = [];
  const run = await simulate(
    (sim) => {
      sim.task('watcher', async () => {
        const abort = new AbortController();
        try {
          for await (const { eventType, filename } of watchAsync('/data', { signal: abort.signal })) {
            told.push(`${sim.taskName}: ${eventType} ${filename}`);
            if (filename === 'b') abort.abort();
          }
        } catch {
          // That is how it ends.
        }
      });
      sim.task('writer', () => fs.renameSync('/data/a', '/data/b'), { late: true });
    },
    { node: { files: { '/data/a': '' } } },
  );
  expect(run.findings).toEqual([]);
  expect(told).toEqual(['watcher: rename a', 'watcher: rename b']);
  expect(run.delivered.map((event) => run.idOf(event))).toContain('watcher: fs.watch(a)#1');
});

test('who watches all that is below a folder is told of it', async () => {
  const told = new Set<string>();
  const run = await simulate(
    (sim) => {
      sim.task('program', async () => {
        const done = new Promise<void>((resolve) => {
          const watcher = fs.watch('/data', { recursive: true }, (_event, name) => {
            told.add(String(name));
            if (name !== 'deep/b') return;
            watcher.close();
            resolve();
          });
        });
        await new Promise((resolve) => setTimeout(resolve, 100));
        fs.writeFileSync('/data/deep/b', '');
        await done;
      });
    },
    { node: { files: { '/data/deep/a': '' } } },
  );
  expect(run.findings).toEqual([]);
  expect([...told]).toContain('deep/b');
});

test('watchFile sees what is new since it looked last: nothing, then a file, then a longer one', async () => {
  const seen: string[] = [];
  const run = await simulate(
    (sim) => {
      sim.task('watcher', () => {
        fs.watchFile('/data/file', { interval: 50 }, (now, before) => {
          seen.push(`${before.size} → ${now.size}`);
        });
      });
      sim.task('writer', () => fs.writeFileSync('/data/file', 'ab'), { startMs: [100, 100] });
      sim.task('other', () => fs.appendFileSync('/data/file', 'c'), { startMs: [300, 300] });
    },
    { node: { files: { '/data/other': '' } } },
  );
  expect(run.findings).toEqual([]);
  expect(seen).toEqual(['0 → 0', '0 → 2', '2 → 3']);
});
