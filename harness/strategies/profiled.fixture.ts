import { Random } from '../core/random.ts';
import type { Program } from '../program/program.ts';
import { ProfilingPicker } from './prompt.ts';
import type { Setting } from './strategy.ts';

/** What strategies know of a program after its prompt run, which this makes: in a slice. */
export function profiled(program: Program, workload: unknown = {}): Setting {
  const prompt = new ProfilingPicker(program.faults);
  program.run(workload, prompt);
  return { profile: prompt.profile, faults: program.faults, random: new Random(1) };
}
