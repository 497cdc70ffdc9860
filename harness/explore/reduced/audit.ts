import { conflict } from '../../footprint/recording/conflict.ts';
import type { FootprintRecorder } from '../../footprint/recording/recorder.ts';
import type { Program } from '../../program/program.ts';
import { enumeration } from '../../strategies/enumeration.ts';
import { noProfile } from '../../strategies/prompt.ts';
import { Random } from '../../core/random.ts';
import { outcomeOf } from './outcome.ts';
import type { RepresentativeRun } from './reduce.ts';
import { NotPossible, SequencePicker } from './sequence-picker.ts';

/** What all schedules of one workload come to. */
export interface PlainSpace {
  readonly runs: number;
  readonly outcomes: ReadonlySet<string>;
}

/** Every schedule of a workload, without any reduction; undefined where there are more than that. */
export function enumerateAll(program: Program, workload: unknown, runsMax: number): PlainSpace | undefined {
  const { faults } = program;
  const plan = enumeration.plan({ profile: noProfile, faults });
  const outcomes = new Set<string>();
  let runs = 0;
  for (let coming = plan.next(); coming.done !== true; runs++) {
    if (runs >= runsMax) return undefined;
    const picker = enumeration.picker(coming.value, { profile: noProfile, faults, random: new Random(0) });
    outcomes.add(outcomeOf(program.run(workload, picker)));
    coming = plan.next(picker);
  }
  return { runs, outcomes };
}

/**
 * Makes a run again with two neighbours swapped that are said to be independent: what is different then, one clause;
 * undefined where nothing is, or there are no such two.
 * @param choose which pair of so many
 */
export function swapNeighbours(
  program: Program,
  workload: unknown,
  recorder: FootprintRecorder,
  { run, steps, time }: RepresentativeRun,
  choose: (pairs: number) => number,
): { readonly difference: string | undefined } | undefined {
  const names = steps.slice(1).map(({ name }) => name);
  const pairs = names.flatMap((_, i) => (areIndependent(steps, i + 1) ? [i] : []));
  const at = pairs[choose(pairs.length)];
  if (at === undefined) return undefined;
  const before = outcomeOf(run);
  const swapped = names.with(at, names[at + 1] ?? '').with(at + 1, names[at] ?? '');
  const picker = new SequencePicker(swapped, recorder, program.faults, time);
  try {
    const again = recorder.record((watch) => program.run(workload, watch(picker)));
    const after = outcomeOf(again);
    return { difference: before === after ? undefined : 'the run comes to something else' };
  } catch (error) {
    if (error instanceof NotPossible) return { difference: 'the run cannot go on as it did' };
    throw error;
  }
}

function areIndependent(steps: RepresentativeRun['steps'], at: number): boolean {
  const one = steps[at];
  const other = steps[at + 1];
  if (one === undefined || other === undefined) return false;
  const made = new Set(one.created.map(({ name }) => name));
  return !conflict(one, other) && !other.delivered.some((event) => made.has(event));
}
