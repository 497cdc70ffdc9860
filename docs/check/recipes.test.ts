import { describe, expect, it, test } from 'vitest';
import { RunnerProject } from '../../harness/testing/runner-project.fixture.ts';
import { compiled, writeProject } from './guide-project.fixture.ts';
import { mended } from './mended.ts';
import { type Recipe, recipesOf } from './recipes.ts';

const LINES_MAX = 15;
const recipes = recipesOf('recipes.md');

test('there is a recipe for each of seven problems', () => {
  expect(recipes.map(({ title }) => title)).toEqual([
    'A cache with a time to live',
    'A connection pool',
    'A rate limiter',
    'A retry with backoff',
    'A debounced save',
    'A leader lock with a lease',
    'An event-sourced aggregate with optimistic locking',
  ]);
});

test.each(recipes)('$title: the test is short', ({ test: { code } }) => {
  expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(LINES_MAX);
});

test('the recipes compile with the mistake and without', () => {
  for (const withMistake of [true, false]) {
    const project = writeProject(recipes.flatMap((recipe) => filesOf(recipe, withMistake)));
    try {
      expect(compiled(project.root)).toEqual({ stdout: '', status: 0 });
    } finally {
      project.remove();
    }
  }
});

test('with the mistake each is red, and vitest prints what the page shows', async () => {
  const { code, text } = await ran(true);
  expect(code).toBe(1);
  expect(text).toMatch(new RegExp(`Tests +${recipes.length} failed \\(${recipes.length}\\)`));
  for (const { printed } of recipes) expect(text).toContain(printed);
});

test('mended, each is green', async () => {
  const { code, text } = await ran(false);
  expect({ code, text }).toMatchObject({ code: 0 });
  expect(text).toMatch(new RegExp(`Tests +${recipes.length} passed \\(${recipes.length}\\)`));
});

describe('mended', () => {
  it('takes out what is marked by a minus, and puts in what is marked by a plus', () => {
    expect(mended('a\nb\nc\nd\n', ' a\n-b\n+x\n+y\n@@\n-d\n')).toBe('a\nx\ny\nc\n');
  });

  it('refuses lines that are not there, or twice', () => {
    expect(() => mended('a\n', '-b\n')).toThrow('0 times');
    expect(() => mended('a\na\n', '-a\n')).toThrow('2 times');
  });
});

async function ran(withMistake: boolean) {
  const runner = new RunnerProject();
  for (const { file, code } of recipes.flatMap((recipe) => filesOf(recipe, withMistake)))
    runner.write(file, code);
  // One worker that loads heddle once: half of the time goes into loading it.
  return runner.vitest(['--no-isolate', '--maxWorkers=1']);
}

function filesOf({ source, models, test: shown, diff }: Recipe, withMistake: boolean) {
  const code = withMistake ? source.code : mended(source.code, diff);
  return [{ ...source, code }, ...models, shown];
}
