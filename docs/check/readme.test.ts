import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { binary } from '../../harness/cli/fixtures/spawn-heddle.ts';
import { RunnerProject } from '../../harness/testing/runner-project.fixture.ts';
import { blocksOf, repository } from './guide-project.fixture.ts';
import { pages, textOf } from './pages.ts';

const readme = textOf('README.md');

test('the README has at most 165 lines', () => {
  expect(readme.split('\n').length - 1).toBeLessThanOrEqual(165);
});

test('the README begins with the commands that a visitor types', () => {
  const [commands = ''] = readme.split('\n## ');
  expect(commands).toContain('npm ci && npm run scenarios');
  expect(commands).toContain('npm ci && npm test');
});

test('the README shows a failure as run and replay print it', async () => {
  const [call = ''] = /(?<=as `npx heddle )[^`]*/.exec(readme) ?? [];
  const [, found = '', replayed = ''] = [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(
    ([, language, text = '']) => (language === '' ? [text] : []),
  );
  const [token = ''] = /hd1\.[\w-]+/.exec(found) ?? [];
  const folder = mkdtempSync(path.join(tmpdir(), 'heddle-readme-'));
  try {
    const run = [...call.split(' '), '--no-keep', '--reporter', 'default', '--output-dir', folder];
    expect(await printed(run)).toContain(`\n${found}`);
    expect(await printed(['replay', token])).toBe(replayed);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the README’s test fails as its text shows', async () => {
  const code = blocksOf('../README.md').find(({ file }) => file === 'test/counter.test.ts')?.code ?? '';
  const [shown = ''] = /^UnexpectedVerdict: .*?(?=^```$)/ms.exec(readme) ?? [];
  const project = new RunnerProject();
  project.write('test/counter.test.ts', code);
  project.write(
    'src/counter.ts',
    `export class MemoryStore {
      value = 0;
      async load() { return this.value; }
      async save(value) { this.value = value; }
    }
    export class Counter {
      constructor(store) { this.store = store; }
      async increment() { await this.store.save((await this.store.load()) + 1); }
    }`,
  );
  const { text } = await project.vitest();
  expect(shown).not.toBe('');
  expect(text).toContain(shown);
});

test('no document cites what its reader does not have', () => {
  const cited = /\bseeds\/\d|\bSYSTEMS\b|\b[Tt]he (?:source )?document\b/;
  expect(
    pages.flatMap(({ file, text }) => (cited.test(text) ? [`${file}: ${cited.exec(text)?.[0]}`] : [])),
  ).toEqual([]);
});

/** What the built command line writes to its standard output, here in the repository. */
function printed(args: readonly string[]): Promise<string> {
  const { FORCE_COLOR: _, NO_COLOR: __, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [binary, ...args], { cwd: repository, env }, (_error, stdout) =>
      resolve(stdout),
    );
  });
}
