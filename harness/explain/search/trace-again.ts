import type { Program, Traced } from '../../program/program.ts';
import type { Schedule } from '../../schedule/exceptions.ts';
import { Replayer } from '../../schedule/replayer.ts';
import { Tracer } from '../../trace/tracer.ts';

/** What was traced of each program: several failures show in one run, and most have the prompt run beside them. */
const known = new WeakMap<Program, Map<string, Traced>>();

/**
 * Traces a run that was recorded: what is real in it was looked for then. Only inside a slice of the program.
 * @param from steps before it are left out
 */
export function traceAgain(program: Program, workload: unknown, schedule: Schedule, from: number): Traced {
  const key = JSON.stringify([workload, schedule, from]);
  const traces = known.get(program) ?? new Map<string, Traced>();
  known.set(program, traces);
  let traced = traces.get(key);
  if (traced === undefined) {
    // Copied, so that the places of its steps are looked up once, and the stacks then let go.
    traced = { ...program.trace(workload, new Replayer(schedule), from, new Tracer(from), false) };
    traces.set(key, traced);
  }
  return traced;
}
