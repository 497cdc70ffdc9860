import { expect, it } from 'vitest';
import { RunnerProject, tokenIn } from '../testing/runner-project.fixture.ts';

const HEAD = `
import { describe, expect } from 'vitest';
import { test } from 'heddle/vitest';
import { CarefulCounter, Counter, memoryStore } from '../src/counter.js';
`;

const twice = (name: string, counter: string): string => `
test('${name}', async (sim) => {
  const store = memoryStore(sim);
  const counter = new ${counter}(store);
  await sim.all({ a: () => counter.increment(), b: () => counter.increment() });
  expect(store.raw).toEqual({ value: 2 });
});
`;

function projectWith(text: string): RunnerProject {
  const project = new RunnerProject();
  project.write('test/counter.test.js', HEAD + text);
  return project;
}

it('a race fails its test with damage, cause, steps, diff and replay command; without it the test passes', async () => {
  const project = projectWith(
    twice('two increments', 'Counter') + twice('one after the other', 'CarefulCounter'),
  );
  const { code, text } = await project.vitest();
  expect(text).toMatch(/Tests +1 failed \| 1 passed/);
  expect(text).toContain('UnexpectedVerdict: expected { value: 1 } to deeply equal { value: 2 }\n');
  expect(text).toMatch(/^✗ +7 +\d+ .*save#1/m);
  expect(text).toMatch(/^-   "value": 2,\n\+   "value": 1,$/m);
  expect(text).toMatch(/^1,000 schedules were run$/m);
  expect(code).toBe(1);
});

it('HEDDLE_REPLAY runs that schedule of that test alone, prints its steps, and fails as recorded', async () => {
  const project = projectWith(
    `describe('group', () => {${twice('two increments', 'Counter')}});${twice('other', 'Counter')}`,
  );
  const token = tokenIn((await project.vitest(['-t', 'group'])).text);
  const { code, text } = await project.vitest([], { HEDDLE_REPLAY: token });
  expect(text).toContain('test/counter.test.js > group > two increments · test\n');
  expect(text).toMatch(/fails as recorded at step \d+/);
  expect(text).toMatch(/Tests +1 failed \| 1 skipped/);
  expect(code).toBe(1);

  const again = await project.heddle(['replay', token]);
  expect(again.text).toMatch(/fails as recorded at step \d+/);
  expect(again.code).toBe(1);
});

it('rows, properties, groups, skipped and planned tests', async () => {
  const project = projectWith(`
import fc from 'fast-check';
describe('group', () => {
  test.each([[1, 2], [2, 3]])('%d and one is %d', (sim, a, b) => { expect(a + 1).toBe(b); });
  test.each([{ name: 'box' }])('a $name', (sim, row) => { expect(row).toEqual({ name: 'box' }); });
  test.each([1, 2])('called the same', (sim, row) => { expect(row).toBeLessThan(3); });
});
test.prop([fc.nat(3), fc.boolean()])('a list', (sim, n, flag) => { expect([n < 4, typeof flag]).toEqual([true, 'boolean']); });
test.prop({ n: fc.integer({ min: 1, max: 3 }) }, { runs: 300 })('a record', async (sim, { n }) => {
  const store = memoryStore(sim);
  const counter = new Counter(store);
  await sim.all(Array.from({ length: n }, () => () => counter.increment()));
  expect(store.raw.value).toBe(n);
});
test.skip('not now', () => { throw new Error('it ran'); });
test.todo('later');
`);
  const { text } = await project.vitest(['--reporter=verbose']);
  const told = [...text.matchAll(/^ *([✓×↓□]) test\/counter\.test\.js > (.*?)(?: \d+ms)?$/gm)];
  expect(told.map(([, sign, name]) => `${sign} ${name}`)).toEqual([
    '✓ group > 1 and one is 2',
    '✓ group > 2 and one is 3',
    '✓ group > a box',
    '✓ group > called the same',
    '✓ group > called the same',
    '✓ a list',
    '× a record',
    '↓ not now',
    '□ later',
  ]);
  expect(text).toMatch(/^workload: \{"n":2\}$/m);
  const results = project.files('reports/out/tests').filter((file) => file.includes('called-the-same'));
  expect(results).toHaveLength(2);
});

it('of a file with .only nothing else is run', async () => {
  const only = twice('chosen', 'CarefulCounter').replace('test(', 'test.only(');
  const { code, text } = await projectWith(only + twice('another', 'Counter')).vitest();
  expect(text).toMatch(/Tests +1 passed \| 1 skipped/);
  expect(code).toBe(0);
});

it('what the body awaits in vain, and what it leaves rejected, fails the test, too', async () => {
  const { text } = await projectWith(`
test('waits', async () => { await new Promise(() => {}); });
test('leaves', () => { void Promise.reject(new Error('left behind')); });
test('throws', () => { throw new TypeError('no function'); });
test('is soft', () => { expect.soft(1).toBe(2); expect.soft(3).toBe(4); });
`).vitest();
  expect(text).toMatch(/UnexpectedVerdict: .*`test`.*\(no-deadlock\)/);
  expect(text).toMatch(/UnexpectedVerdict: .*left behind.*\(no-unhandled-rejection\)/);
  expect(text).toMatch(/UnexpectedVerdict: TypeError: no function$/m);
  expect(text.match(/UnexpectedVerdict: expected 1 to be 2$/gm)).toHaveLength(1);
  expect(text).toMatch(/Tests +4 failed/);
});

it('a test without a body is told in one line', async () => {
  const { text } = await projectWith(`test('empty');`).vitest();
  expect(text).toContain("The test 'empty' has no body; expected: test(name, async (sim) => { … }).");
});
