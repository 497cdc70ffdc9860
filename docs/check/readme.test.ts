import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { explore, type Scenario } from 'heddle';
import { expect, test } from 'vitest';
import { binary } from '../../harness/cli/fixtures/spawn-heddle.ts';
import { RunnerProject } from '../../harness/testing/runner-project.fixture.ts';
import { blocksOf, repository, writeProject } from './guide-project.fixture.ts';
import { pages, textOf } from './pages.ts';

const readme = textOf('README.md');

test('the README has at most 200 lines', () => {
  expect(readme.split('\n').length - 1).toBeLessThanOrEqual(200);
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

test('the README’s own scenario finds what its text says', async () => {
  const counter = `export class Counter {
    constructor(store) { this.store = store; }
    async increment() { await this.store.save((await this.store.load()) + 1); }
  }`;
  const file = 'scenarios/counter/two-increments.scenario.ts';
  const block = blocksOf('../README.md').find((other) => other.file === file);
  if (block === undefined) throw new Error(`The README has no block of ${file}.`);
  const project = writeProject([block, { file: 'src/counter.ts', code: counter }]);
  try {
    const { default: story } = (await import(path.join(project.root, file))) as { default: Scenario };
    const { findings } = await explore('counter/two-increments', story, 'mine', { seed: 1, runs: 100 });
    expect(findings).not.toEqual([]);
    for (const { message } of findings) expect(readme).toContain(`it says: \`${message}\``);
  } finally {
    project.remove();
  }
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
