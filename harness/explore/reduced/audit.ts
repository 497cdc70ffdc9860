import { conflict } from '../../footprint/recording/conflict.ts';
import type { FootprintRecorder } from '../../footprint/recording/recorder.ts';
import type { Program } from '../../program/program.ts';
import { enumeration } from '../../strategies/enumeration.ts';
import { noProfile } from '../../strategies/prompt.ts';
import { Random } from '../../core/random.ts';
import { AtOneMoment, NotClaimed } from './at-one-moment.ts';
import { labelOf } from './instability.ts';
import { differenceOfOutcomes, outcomeOf } from './outcome.ts';
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

/** Two neighbours of a run that were swapped, and what was different then. */
export interface Swap {
  /** One clause, which names both; undefined where nothing was different. */
  readonly difference: string | undefined;
}

/** How many steps come before each two neighbours of a run that are said to be independent. */
export function independentNeighbours({ steps }: RepresentativeRun): number[] {
  return steps.slice(1).flatMap((_, i) => (areIndependent(steps, i + 1) ? [i] : []));
}

/**
 * Makes a run again with two neighbours swapped that are said to be independent; undefined where that is not said of the
 * moment at which they come.
 * @param at how many steps come before the two
 */
export function swapNeighbours(
  program: Program,
  workload: unknown,
  recorder: FootprintRecorder,
  { run, steps, time }: RepresentativeRun,
  at: number,
): Swap | undefined {
  const names = steps.slice(1).map(({ name }) => name);
  const before = outcomeOf(run);
  const swapped = names.with(at, names[at + 1] ?? '').with(at + 1, names[at] ?? '');
  const sequence = new SequencePicker(swapped, recorder, program.faults, time);
  const pair = [steps[at + 1], steps[at + 2]].flatMap((step) => step ?? []);
  const picker = time === 'clock' ? new AtOneMoment(sequence, recorder, at, pair) : sequence;
  const told = (difference: string): Swap => {
    const [one, other] = pair.map((step) => labelOf(step, run));
    return {
      difference: `${one} and ${other} were swapped, which are said to be independent: ${difference}`,
    };
  };
  try {
    const again = recorder.record((watch) => program.run(workload, watch(picker)), time === 'constraints');
    const after = outcomeOf(again);
    return before === after ? { difference: undefined } : told(differenceOfOutcomes(before, after));
  } catch (error) {
    if (error instanceof NotClaimed) return undefined;
    if (error instanceof NotPossible) return told(`the run cannot go on after step ${error.step - 1}`);
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
