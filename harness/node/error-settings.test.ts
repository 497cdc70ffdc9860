import { afterEach, expect, test } from 'vitest';
import { promptPicker } from '../core/picker.ts';
import { scenario, type Scenario } from '../scenario.ts';
import { Program } from '../program/program.ts';
import { readCallStack, takeCallStack } from '../trace/call-stack.ts';

const idle = scenario(
  'idle',
  { id: 'stacks', variants: { only: 0 } },
  { invariants: [], run: () => () => [] },
) as Scenario;

const program = new Program('stacks/idle', idle, 'only');

/** Makes a run in a slice of its own, of code that does that. */
async function slice(work: () => void = () => {}): Promise<void> {
  await program.inSlice(() => {
    work();
    program.run({}, promptPicker);
  });
}

const shape = (): PropertyDescriptor | undefined =>
  Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
const original = Error.prepareStackTrace;
afterEach(() => (Error.prepareStackTrace = original));

test('from the first slice on Error keeps its shape, on which all compiled code that makes errors stands', async () => {
  await slice();
  const first = shape();
  expect(first).toBeDefined();
  await slice();
  expect(shape()).toEqual(first);
  await program.inSlice(() => program.trace({}, promptPicker));
  expect(readCallStack(takeCallStack())).toContain('error-settings.test');
  expect(shape()).toEqual(first);
});

test('between slices a formatter of stacks is read and set as if nobody watched', async () => {
  await slice();
  expect(Error.prepareStackTrace).toBe(original);
  const mine = (): string => 'mine';
  Error.prepareStackTrace = mine;
  expect(new Error('any').stack).toBe('mine');
  await slice(() => (Error.prepareStackTrace = () => 'that of a run'));
  expect(Error.prepareStackTrace).toBe(mine);
  expect(new Error('any').stack).toBe('mine');
});

test('a formatter that was taken away during a slice is back after it', async () => {
  const mine = (): string => 'mine';
  Error.prepareStackTrace = mine;
  await slice(() => Reflect.deleteProperty(Error, 'prepareStackTrace'));
  expect(new Error('any').stack).toBe('mine');
});
