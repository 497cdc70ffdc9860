import { expect, it } from 'vitest';
import { checkFaultMenu } from './check-fault-menu.ts';

it('a fault menu that says all that there is is taken', () => {
  const menu = { budget: 2, operations: { commit: ['stall'] }, cancel: ['caller*'], crash: true };
  expect(() => checkFaultMenu(menu)).not.toThrow();
});

it.each([
  [{ operation: {} }, 'has faults: { operation }, which there is not; there are: budget, '],
  [{ operations: { commit: 'stall' } }, "expected: lists of faults by operation, { 'db.commit': ['stall'] }"],
  [{ operations: ['stall'] }, 'expected: lists of faults by operation'],
  [{ cancel: 'caller1' }, "expected: a list of names of tasks, ['caller*']"],
  [{ budget: 0.5 }, 'expected: a whole number'],
  [{ crash: 'yes' }, 'expected: true or false'],
])('%j is refused', (menu, message) => {
  expect(() => checkFaultMenu(menu)).toThrow(message);
});
