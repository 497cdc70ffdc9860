import { expect, test } from 'vitest';
import { ToldTasks } from './told-tasks.ts';

const told = (): ToldTasks => {
  const tasks = new ToldTasks((_info, body) => body());
  void tasks.spawn({ name: 'writer', daemon: true, cancel: () => {} }, async () => {});
  void tasks.spawn({ name: 'drain', daemon: false, cancel: () => {} }, async () => {});
  return tasks;
};

test('tasks that are told as they are hold', () => {
  expect(told().check(['writer, a daemon', 'drain']).finding).toBeUndefined();
});

test.each([
  ['a name', ['writer, a daemon', '']],
  ['a daemon', ['writer', 'drain']],
  ['one too many', ['writer, a daemon']],
  ['one too few', ['writer, a daemon', 'drain', 'drain']],
])('%s that differs is told', (_what, expected) => {
  expect(told().check(expected).finding?.kind).toBe('untold-task');
});
