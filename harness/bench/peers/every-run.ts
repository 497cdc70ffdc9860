import type { Picker } from '../../core/picker.ts';
import { Random } from '../../core/random.ts';
import { enumeration } from '../../strategies/enumeration.ts';
import type { Program } from '../../program/program.ts';
import { pickersOf } from '../../strategies/pickers-of.ts';
import { ProfilingPicker } from '../../strategies/prompt.ts';

/** Complete enumeration: what `make` gives for each picker there is, one for each ordering. */
export function* everyRun<T>(program: Program, make: (picker: Picker) => T): Generator<T> {
  const { faults } = program;
  const { profile } = new ProfilingPicker(faults);
  const setting = { profile, faults, random: new Random(1) };
  for (const { picker } of pickersOf(enumeration, setting)) yield make(picker);
}
