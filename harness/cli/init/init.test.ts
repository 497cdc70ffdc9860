import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { initialFiles } from './files.ts';
import { lookAround, type Surroundings } from './surroundings.ts';
import { type Ended, spawnHeddle } from '../fixtures/spawn-heddle.ts';
import { RunnerProject, tokenIn } from '../../testing/runner-project.fixture.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'heddle-init-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(root, file), text);
  return root;
}

const init = (root: string, ...args: string[]): Promise<Ended> =>
  spawnHeddle(['init', ...args], { cwd: root });

describe('heddle init', () => {
  it('writes a first test, a config file and a CI job, and says what comes next', async () => {
    const root = folderWith({ 'package.json': '{ "type": "module", "devDependencies": { "vitest": "4" } }' });
    const { code, stdout } = await init(root);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^written {2}test\/first-race\.test\.js +a race in a small class$/m);
    expect(stdout).toMatch(/^first: npm install --save-dev heddle$/m);
    expect(stdout).toMatch(/^then: npx vitest run test\/first-race\.test\.js$/m);
    for (const file of ['test/first-race.test.js', 'heddle.config.js', '.github/workflows/heddle.yml'])
      expect(existsSync(path.join(root, file)), file).toBe(true);
  });

  it('leaves what is there as it is', async () => {
    const root = folderWith({ 'package.json': '{}', 'heddle.config.mjs': 'export default {};' });
    const { code, stdout } = await init(root);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^there {4}heddle\.config\.mjs +left as it is$/m);
    expect(readFileSync(path.join(root, 'heddle.config.mjs'), 'utf8')).toBe('export default {};');
  });

  it.each([
    [
      'no package.json',
      {},
      [],
      /^heddle: There is no package\.json in this folder\. Run "npm init" first[^\n]*\n$/,
    ],
    ['a damaged one', { 'package.json': '{' }, [], /^heddle: package\.json cannot be read as JSON[^\n]*\n$/],
    ['one that is no object', { 'package.json': '3' }, [], /^heddle: package\.json holds no object[^\n]*\n$/],
    ['operands', { 'package.json': '{}' }, ['here'], /^heddle: heddle init takes no operands[^\n]*\n$/],
    [
      'an unknown runner',
      { 'package.json': '{}' },
      ['--runner', 'jest'],
      /^heddle: --runner [^\n]*vitest[^\n]*\n$/,
    ],
  ])('refuses %s in one line, and writes nothing', async (_, files, args, line) => {
    const root = folderWith(files);
    const { code, stderr } = await init(root, ...args);
    expect(stderr).toMatch(line);
    expect(code).toBe(2);
    expect(readdirSync(root)).toEqual(Object.keys(files));
  });
});

describe('what is written', () => {
  const around: Surroundings = {
    root: '.',
    isModule: true,
    hasTypeScript: true,
    packageManager: 'npm',
    dependencies: new Set(),
  };
  const commandOf = (change: Partial<Surroundings>, runner: 'vitest' | 'node'): string =>
    initialFiles({ ...around, ...change }, runner).command;

  it('is an ES module in the language of the package', () => {
    expect(commandOf({}, 'vitest')).toBe('npx vitest run test/first-race.test.ts');
    expect(commandOf({ isModule: false }, 'vitest')).toBe('npx vitest run test/first-race.test.mts');
    expect(commandOf({ isModule: false, hasTypeScript: false }, 'node')).toBe(
      'node --test test/first-race.test.mjs',
    );
  });

  it('is started by whoever installs the packages', () => {
    expect(commandOf({ packageManager: 'pnpm' }, 'vitest')).toMatch(/^pnpm exec vitest run /);
    expect(commandOf({ packageManager: 'yarn' }, 'node')).toMatch(/^yarn node --import tsx --test /);
    const [, , job] = initialFiles({ ...around, packageManager: 'pnpm' }, 'node').files;
    expect(job?.text).toContain('- run: corepack enable\n      - run: pnpm install --frozen-lockfile\n');
  });

  it.each([
    [{ 'package.json': '{}', 'pnpm-lock.yaml': '' }, 'pnpm'],
    [{ 'package.json': '{}', 'yarn.lock': '' }, 'yarn'],
    [{ 'package.json': '{ "packageManager": "pnpm@9.1.0" }' }, 'pnpm'],
    [{ 'package.json': '{}' }, 'npm'],
  ] as const)('goes by the lock file, and by what package.json says: %j', (files, manager) => {
    expect(lookAround(folderWith(files)).packageManager).toBe(manager);
  });

  it.each(['vitest', 'node'] as const)(
    'finds the race under %s, and holds once it is mended',
    async (runner) => {
      const project = new RunnerProject();
      const { code } = await init(project.root, '--runner', runner);
      expect(code).toBe(0);
      const test = 'test/first-race.test.js';
      const run = () => (runner === 'vitest' ? project.vitest([test]) : project.nodeTest([test]));
      const red = await run();
      expect(red.code).toBe(1);
      expect(red.text).toMatch(/-1/);
      expect(tokenIn(red.text)).toMatch(/^hd1\./);
      // One sale after the other.
      project.write(
        test,
        project
          .read(test)
          .replace('#stock;', '#stock;\n  #last = Promise.resolve();')
          .replace(
            'async buy() {',
            'buy() {\n    return (this.#last = this.#last.then(() => this.#buy()));\n  }\n\n  async #buy() {',
          ),
      );
      const green = await run();
      expect(green.text).not.toContain('UnexpectedVerdict');
      expect(green.code).toBe(0);
    },
  );
});
