import { compileFunction } from 'node:vm';
import { expect, test } from 'vitest';
import { promptPicker } from '../../core/picker.ts';
import { programOf } from '../../explore/enumerate.fixture.ts';
import { instrument } from '../instrument/instrument.ts';
import { recordRun } from './record-run.ts';
import { recordingRuntime } from './runtime.ts';

const source = `const held = { value: 0 };
const set = (value) => { held.value = value; };`;
const runtime = recordingRuntime();
const evaluate = compileFunction(`${instrument(source, 'fresh.ts')?.code}; return set;`) as () => (
  value: number,
) => void;

test('what a module makes that is evaluated anew in each run has the same name and places in each', async () => {
  const program = programOf((sim) => {
    const set = evaluate();
    sim.task('a', () => set(1));
    sim.task('b', () => set(2));
  });
  const { footprints, unstable } = await program.inSlice(() =>
    recordRun(program, {}, () => promptPicker, runtime),
  );
  expect(unstable).toBeUndefined();
  expect(footprints.steps.length).toBeGreaterThan(2);
});
