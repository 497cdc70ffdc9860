import { expect, it } from 'vitest';
import { readCallStack, takeCallStack, withCalls } from './call-stack.ts';

const taken = (name: string): { readonly call: ReturnType<typeof takeCallStack> } => {
  const functions = { [name]: () => takeCallStack() };
  return { call: functions[name]?.() ?? {} };
};

it('finds stacks by the functions that are called, and these can be read as text', () => {
  const stacks = ['one', 'other'].map(taken);
  const found = withCalls(stacks, (calls) => calls.some((call) => call.getFunctionName()?.endsWith('one')));
  expect(found).toEqual([stacks[0]]);
  expect(readCallStack(found[0]?.call)).toMatch(/one \(.*call-stack\.test\.ts:5:\d+\)/);
});

it('says what goes wrong with the question', () => {
  const ask = (): never => {
    throw new RangeError('no such call');
  };
  expect(() => withCalls([taken('one')], ask)).toThrow('no such call');
});

it('begins below the function that is given', () => {
  const outer = (): string | undefined => inner();
  const inner = (): string | undefined => readCallStack(takeCallStack(1, inner));
  expect(outer()).toMatch(/^.*\n\s*at outer /);
});
