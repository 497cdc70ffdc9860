import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { framesOf, readCallStack, takeCallStack, withCalls } from './call-stack.ts';

const taken = (name: string): { readonly call: ReturnType<typeof takeCallStack> } => {
  const functions = { [name]: () => takeCallStack() };
  return { call: functions[name]?.() ?? {} };
};

it('finds stacks by the functions that are called, and these can be read as text', () => {
  const stacks = ['one', 'other'].map(taken);
  const found = withCalls(stacks, (calls) => calls.some((call) => call.getFunctionName()?.endsWith('one')));
  expect(found).toEqual([stacks[0]]);
  expect(readCallStack(found[0]?.call)).toMatch(/one \(.*call-stack\.test\.ts:7:\d+\)/);
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

it('has the same places by its frames as by its text, where Node finds the sources', () => {
  const fixture = fileURLToPath(new URL('frames.fixture.ts', import.meta.url));
  const printed = execFileSync(process.execPath, ['--import', 'tsx', fixture], { encoding: 'utf8' });
  const said = JSON.parse(printed) as { frames: number; byFrames: string[]; byText: string[] };
  expect(said.frames).toBeGreaterThan(3);
  expect(said).not.toHaveProperty('framesAfterText');
  expect(said.byFrames).toEqual(said.byText);
  expect(said.byFrames[0]).toMatch(/^harness\/trace\/frames\.fixture\.ts:\d+$/);
});

it('has none here, where the test runner knows where the sources are', () => {
  expect(framesOf(takeCallStack())).toBeUndefined();
});
