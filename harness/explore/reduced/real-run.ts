import type { FootprintRecorder } from '../../footprint/recording/recorder.ts';
import type { Program, Recorded } from '../../program/program.ts';
import type { RepresentativeRun } from './reduce.ts';
import { NotPossible, SequencePicker } from './sequence-picker.ts';

/**
 * The run as the engine makes it, each step at a moment that its windows allow; undefined where it cannot. Only inside a
 * slice of the program.
 */
export function realRun(
  program: Program,
  workload: unknown,
  recorder: FootprintRecorder,
  { steps, momentsMs, time }: RepresentativeRun,
): Recorded | undefined {
  const names = steps.slice(1).map(({ name }) => name);
  if (time === 'constraints' && momentsMs === undefined) return undefined;
  const momentOf = (index: number): number => momentsMs?.[index] ?? 0;
  const order = names.map((_, index) => index);
  // Steps that do not depend on each other may have been made in another order than that of their moments.
  if (momentsMs !== undefined) order.sort((a, b) => momentOf(a) - momentOf(b) || a - b);
  const picker = new SequencePicker(
    order.map((index) => names[index] ?? ''),
    recorder,
    program.faults,
    'clock',
    momentsMs && order.map(momentOf),
  );
  try {
    return recorder.record((watch) => program.record(workload, watch(picker)));
  } catch (error) {
    if (error instanceof NotPossible) return undefined;
    throw error;
  }
}
