import type { Program } from '../program/program.ts';
import { GoingOn } from '../trace/what-goes-on.ts';
import type { Explorer } from './explorer.ts';

/** Says how many runs their step bound cut off, and what would have gone on. Only inside a slice of the program. */
export function describeCutOff(program: Program, explorer: Explorer): string | undefined {
  const { cutOff, schedules, firstCutOff } = explorer.statistics;
  if (firstCutOff === undefined) return undefined;
  const { picker, workload } = explorer.picker(firstCutOff);
  const goingOn = new GoingOn();
  const run = program.observe(workload, picker, goingOn);
  const [cut, made, steps] = [cutOff, schedules, run.step].map((count) => count.toLocaleString('en-US'));
  return `${cut} of ${made} runs were cut off after ${steps} steps: ${goingOn.describe(run)} goes on.`;
}
