import { expect, it } from 'vitest';
import { RunnerProject, tokenIn } from '../testing/runner-project.fixture.ts';

const FILE = `
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { test } from 'heddle/node-test';
import { CarefulCounter, Counter, memoryStore } from '../src/counter.js';

const twice = (Kind) => async (sim) => {
  const store = memoryStore(sim);
  const counter = new Kind(store);
  await sim.all({ a: () => counter.increment(), b: () => counter.increment() });
  assert.equal(store.raw.value, 2);
};
describe('group', () => {
  test('two increments', twice(Counter));
  test('one after the other', { runs: 100 }, twice(CarefulCounter));
});
test.each([[1, 2], [2, 3]])('%d and one is %d', (sim, a, b) => assert.equal(a + 1, b));
test.skip('not now', twice(Counter));
test.todo('later');
`;

function project(): RunnerProject {
  const made = new RunnerProject();
  made.write('test/counter.test.js', FILE);
  return made;
}

it('a race fails its test with damage, steps, the error itself and replay command; others pass', async () => {
  const { code, text } = await project().nodeTest();
  expect(text).toContain('[UnexpectedVerdict: Expected values to be strictly equal: 1 !== 2\n');
  expect(text).toMatch(/^ *✗ +7 +\d+ .*save#1/m);
  expect(text).toContain('[cause]: AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:');
  expect(text).toMatch(/✔ one after the other/);
  expect(text).toMatch(/✔ 2 and one is 3/);
  expect(text).toMatch(/ℹ pass 3\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 1\n/);
  expect(code).toBe(1);
});

it('HEDDLE_REPLAY runs that schedule of that test alone, prints its steps, and fails as recorded', async () => {
  const made = project();
  const token = tokenIn((await made.nodeTest()).text);
  const { code, text } = await made.nodeTest([], { HEDDLE_REPLAY: token });
  expect(text).toContain('test/counter.test.js > group > two increments · test\n');
  expect(text).toMatch(/fails as recorded at step \d+/);
  expect(text).toMatch(/ℹ pass 0\nℹ fail 1\nℹ cancelled 0\nℹ skipped 4\n/);
  expect(code).toBe(1);

  const again = await made.heddle(['replay', token]);
  expect(again.text).toMatch(/fails as recorded at step \d+/);
  expect(again.code).toBe(1);
});

it('a token whose test is not there any more fails, and names it', async () => {
  const made = project();
  const token = tokenIn((await made.nodeTest()).text);
  made.write('test/counter.test.js', FILE.replace("'two increments'", "'2 increments'"));
  const { code, text } = await made.heddle(['replay', token]);
  expect(text).toContain(
    'test/counter.test.js has no test "group > two increments": it was renamed or deleted since.',
  );
  expect(code).toBe(1);
});

it('under heddle/footprints, the cause is told in data', async () => {
  const made = project();
  const { text } = await made.nodeTest(['--import', 'heddle/footprints'], { CI: '1' });
  expect(text).toMatch(/value \(counter\.js:\d+\)/);
  const plain = await made.nodeTest([], { CI: '1' });
  expect(plain.text).not.toMatch(/value \(counter\.js:\d+\)/);
});
