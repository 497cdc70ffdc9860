import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isInScope } from './scope.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heddle-scope-'));
  mkdirSync(path.join(folder, 'linked/src'), { recursive: true });
  writeFileSync(path.join(folder, 'linked/package.json'), '{ "name": "@own/linked" }');
});
afterAll(() => rmSync(folder, { recursive: true }));

const covers = (file: string, ...packages: string[]): boolean =>
  isInScope(path.join(folder, file), { root: path.join(folder, 'app'), packages });

it.each([
  ['app/src/queue.ts', [], true],
  ['app/scenarios/a/b.scenario.ts', [], true],
  ['app/data.json', [], false],
  ['app/build/native.node', [], false],
  ['appendix/src/queue.ts', [], false],
  ['app/node_modules/p-queue/index.js', [], false],
  ['app/node_modules/p-queue/index.js', ['p-queue'], true],
  ['app/node_modules/p-queue/index.js', ['p'], false],
  ['app/node_modules/@a/b/lib/index.mjs', ['@a/b'], true],
  ['app/node_modules/@a/b/node_modules/c/index.cjs', ['@a/b'], false],
  ['app/node_modules/@a/b/node_modules/c/index.cjs', ['c'], true],
  ['linked/src/index.ts', [], false],
  ['linked/src/index.ts', ['@own/linked'], true],
])('whether %s is instrumented, where %j are asked for: %s', (file, packages, expected) => {
  expect(covers(file, ...packages)).toBe(expected);
});

it.each([
  ['systems/cache/shielded.ts', true],
  ['scenarios/all-scenarios.ts', true],
  ['harness/core/execute.ts', false],
  ['reports/json/report-json.ts', false],
  ['dist/harness/index.js', false],
  ['harness/fresh/counter.fixture.ts', true],
  ['harness/bench/cases/batch-lost.ts', true],
])('of the repository of heddle, %s: %s', (file, expected) => {
  expect(isInScope(path.join(repository, file), { root: repository, packages: [] })).toBe(expected);
});
