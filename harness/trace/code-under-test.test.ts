import { expect, it, test } from 'vitest';
import { simulate } from '../program/simulate.ts';
import { mostTelling } from './code-under-test.ts';
import { Tracer } from './tracer.ts';

test.each<[string | undefined, string[]]>([
  ['src/a.ts:3', ['scenarios/store.ts:9', 'src/a.ts:3', 'src/b.ts:4']],
  ['src/a.ts:3', ['src/primitives/task.ts:9', 'src/a.ts:3']],
  ['a.test.ts:5', ['src/primitives/task.ts:9', 'a.test.ts:5']],
  ['src/primitives/timer.ts:2', ['src/primitives/timer.ts:2']],
  [undefined, []],
])('the code under test, then the test, then a primitive: %s tells most of %j', (most, places) => {
  expect(mostTelling(places)).toBe(most);
});

it('a reply was asked for where its request was', async () => {
  const tracer = new Tracer();
  await simulate(
    (sim) => {
      const read = sim.operation('read', { effect: 'split' });
      sim.task('reader', () => read.call('a', () => 1));
    },
    { observer: tracer },
  );
  const [request, reply] = tracer.steps.filter(({ kind }) => kind === 'request' || kind === 'reply');
  expect(reply?.location).toMatch(/code-under-test\.test\.ts:\d+$/);
  expect(reply?.location).toBe(request?.location);
});
