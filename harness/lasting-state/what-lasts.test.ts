import { expect, it } from 'vitest';
import { whatLasts } from './what-lasts.ts';
import * as state from './state.fixture.ts';

const key = {};
const here = { run: () => state };

it('names a variable of a module, its line, and what became of it', () => {
  expect(whatLasts(here, () => state.count())).toEqual([
    { what: 'calls', place: 'harness/lasting-state/state.fixture.ts:1', change: '0, then 1' },
  ]);
});

it.each([
  ['a map', () => state.remember('a'), 'seen', /Map\(0\), then Map\(1\)/],
  ['a private field', () => state.store.bump(), 'store.#n', /0, then 1/],
  ['a static private field', () => state.Store.hit(), 'Store.#hits', /0, then 1/],
  ['a variable of a closure', () => state.once(), 'once⟨done⟩', /false, then true/],
  ['a weak map', () => state.know(key), 'known', /./],
  ['a timer', () => state.arm(), 'timer', /undefined, then a timer/],
  ['a list', () => state.list.push(1), 'list', /Array\(0\), then Array\(1\)/],
  ['a field deep down', () => void (state.deep.a.b.c = 2), 'deep.a.b.c', /1, then 2/],
])('sees %s', (_, work, what, change) => {
  expect(whatLasts(here, () => void work())).toContainEqual({
    what: expect.stringMatching(new RegExp(`^${what.replaceAll(/[.#]/g, '\\$&')}`)) as unknown,
    place: expect.stringMatching(/state\.fixture\.ts:\d+$/) as unknown,
    change: expect.stringMatching(change) as unknown,
  });
  state.reset();
});

it('sees what belongs to the whole thread', () => {
  const listener = (): void => {};
  const original = globalThis.structuredClone;
  const seen = whatLasts(here, () => {
    process.on('SIGUSR2', listener);
    process.env['HEDDLE_TEST_STATE'] = 'on';
    globalThis.structuredClone = <T>(value: T): T => value;
    Object.assign(globalThis, { leakedByTest: [1] });
  });
  process.off('SIGUSR2', listener);
  globalThis.structuredClone = original;
  delete process.env['HEDDLE_TEST_STATE'];
  Reflect.deleteProperty(globalThis, 'leakedByTest');
  expect(seen.map(({ what, change }) => `${what}: ${change}`)).toEqual([
    'globalThis.structuredClone: Function, then another',
    'globalThis.leakedByTest: not there, then Array(1)',
    'process.env.HEDDLE_TEST_STATE: not there, then "on"',
    "process.listenerCount('SIGUSR2'): not there, then 1",
  ]);
});

it('names nothing where nothing lasts, and calls no code of what it looks at', () => {
  expect(whatLasts(here, () => void state.trap)).toEqual([]);
  expect(state.touched).toBe(0);
});
