import { expect, test } from 'vitest';
import { Locations } from './locations.ts';

test('a name has one number, and keeps it', () => {
  const locations = new Locations();
  const first = locations.number('node', 'the simulated Node', 'resource');
  const second = locations.number('clock', 'the clock', 'engine');
  expect(second).not.toBe(first);
  expect(locations.at(first)).toEqual({ name: 'node', label: 'the simulated Node', sort: 'resource' });
  expect(locations.number('node', 'something else', 'resource')).toBe(first);
});

test('a label is made when it is read', () => {
  const locations = new Locations();
  let holder = 'Map';
  const number = locations.add({
    name: '1/0',
    get label() {
      return holder;
    },
    sort: 'content',
  });
  holder = 'TokenSums.#rows';
  expect(locations.at(number).label).toBe('TokenSums.#rows');
});

test('a number that nobody was given is refused', () => {
  expect(() => new Locations().at(3)).toThrow('no location has the number 3');
});
