import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runnerOf } from './runner-of.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

it('a file that imports heddle/vitest is run by the vitest of its project', () => {
  const [vitest = '', ...args] = runnerOf(
    'a.test.ts',
    `import { test } from "heddle/vitest";`,
    root,
    'hd1.x',
  );
  expect(path.relative(root, vitest)).toMatch(/node_modules[\\/]vitest[\\/]vitest\.mjs$/);
  expect(args).toEqual(['run', 'a.test.ts']);
});

it('a file that imports heddle/node-test is run by node --test, TypeScript with a loader', () => {
  const text = `import { test } from 'heddle/node-test';`;
  expect(runnerOf('a.test.js', text, root, 'hd1.x')).toEqual(['--test', '--test-reporter=spec', 'a.test.js']);
  const args = runnerOf('a.test.ts', text, root, 'hd1.x');
  expect(args.slice(2)).toEqual(['--import', expect.stringMatching(/\/tsx\/.*\.mjs$/), 'a.test.ts']);
});

it('a test of whole programs gets a Node that can be simulated from node --test', () => {
  const text = `import { test } from 'heddle/node-test'; import fs from 'node:fs';`;
  const flags = (options: string): readonly string[] =>
    runnerOf('a.test.js', `${text} test('a', { ${options} }, () => {});`, root, 'hd1.x').slice(0, -3);
  expect(flags('runs: 1')).toEqual([]);
  for (const option of ['node: true', 'node: { files }', 'runs: 1, node: machine'])
    expect(flags(option)).toEqual(['--expose-internals', '--import', expect.stringContaining('preload')]);
});

it('of a file in another runner it is said how to run it', () => {
  expect(() => runnerOf('a.test.js', `import { explore } from 'heddle';`, root, 'hd1.x')).toThrow(
    'a.test.js imports neither heddle/vitest nor heddle/node-test: run it in its own runner, with HEDDLE_REPLAY=hd1.x in the environment.',
  );
});

it('a project without vitest is told so', () => {
  expect(() => runnerOf('a.test.js', `import { test } from 'heddle/vitest';`, '/', 'hd1.x')).toThrow(
    'vitest is not installed in /.',
  );
});
