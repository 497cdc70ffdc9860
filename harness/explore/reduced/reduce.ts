import { type Picker, promptPicker } from '../../core/picker.ts';
import type { Run } from '../../core/run.ts';
import { FootprintRecorder } from '../../footprint/recording/recorder.ts';
import type { RecordedStep } from '../../footprint/recording/recorded-step.ts';
import type { RecordingRuntime } from '../../footprint/recording/sink.ts';
import { ReducedSearch, type TimeRule } from '../../footprint/reduction/reduced-search.ts';
import { UnstableError } from '../../footprint/reduction/unstable-error.ts';
import type { Program } from '../../program/program.ts';
import { NOT_NEEDED, ReducingPicker } from './reducing-picker.ts';
import { whyClock } from './time-rule.ts';

/** Recordings before the first that counts, at most: each may show that those before said too little. */
const WARM_UPS_MAX = 8;
/** Steps of a prompt run that is looked at: of longer ones there is no end. */
const STEPS_MAX = 200;
/** How often all is begun anew where recordings turn out to have said too little. */
const BEGINNINGS_MAX = 8;

/** A run that stands for all that differ in the order of independent steps alone. */
export interface RepresentativeRun {
  readonly run: Run;
  /** Whether it fails, or would at other moments at which its steps may come. */
  readonly mayFail: boolean;
  /** The set-up first. */
  readonly steps: readonly RecordedStep[];
  readonly time: TimeRule;
  /**
   * When the steps after the set-up can come at the earliest, virtual milliseconds, so that it fails; only of runs that
   * may, and where time is constraints.
   */
  readonly momentsMs: readonly number[] | undefined;
  /** How many orders it stands for, itself included; undefined where that is not known. */
  readonly orders: number | undefined;
  /** Whether background timers could have gone on, and were not let. */
  readonly isBounded: boolean;
}

/** What became of one attempt at a run: it may be left before its end, where others stand for it. */
export type Attempt =
  | ({ readonly what: 'run' } & RepresentativeRun)
  | { readonly what: 'blocked' }
  /** No run: so many were spared that others tell would be blocked. */
  | { readonly what: 'spared'; readonly runs: number }
  /** All that was made so far counts for nothing, and is made again. */
  | { readonly what: 'again' };

/** How a search ended. Where something was learned on the way, earlier recordings say too little. */
type SearchEnd = 'complete' | 'learned' | 'needs the clock';

/**
 * Makes the runs of a program on one workload up to equivalent orders, one after the other; ends where there is none left,
 * with true, or before the first where runs are too long, with false. Only inside a slice of the program.
 * @throws UnstableError where a step that is made again after the same steps touches something else
 */
export function* reduce(
  program: Program,
  workload: unknown,
  recorder: FootprintRecorder,
): Generator<Attempt, boolean, void> {
  let time: TimeRule = 'constraints';
  let foresees = true;
  for (let beginning = 0; beginning < BEGINNINGS_MAX; beginning++) {
    if (warmUp(program, workload, recorder, time) > STEPS_MAX) return false;
    try {
      const end = yield* search(program, workload, recorder, new ReducedSearch(time, foresees), time);
      if (end === 'complete') return true;
      if (end === 'needs the clock') time = 'clock';
    } catch (error) {
      // A step may read what nobody tells of. Sleep sets can do with that as long as the same steps come before it.
      if (!(error instanceof UnstableError) || !foresees) throw error;
      foresees = false;
    }
    yield { what: 'again' };
  }
  throw new UnstableError('set-up', 'something new in each run');
}

/** @param runtime what instrumented code calls, where there is any */
export function leanRecorder(runtime?: RecordingRuntime): FootprintRecorder {
  return new FootprintRecorder(false, runtime);
}

/** What outlives runs shows in the first ones; returns how many steps they have. */
function warmUp(program: Program, workload: unknown, recorder: FootprintRecorder, time: TimeRule): number {
  let steps = 0;
  let learned = -1;
  for (let i = 0; i < WARM_UPS_MAX && learned !== recorder.learned; i++) {
    learned = recorder.learned;
    steps = 0;
    const picker: Picker = {
      pick: (point) => {
        steps += 1;
        if (steps > STEPS_MAX) throw NOT_NEEDED;
        return promptPicker.pick(point);
      },
    };
    attempt(program, workload, recorder, picker, time);
    if (steps > STEPS_MAX) break;
  }
  return steps;
}

function* search(
  program: Program,
  workload: unknown,
  recorder: FootprintRecorder,
  reduced: ReducedSearch,
  time: TimeRule,
): Generator<Attempt, SearchEnd, void> {
  const { learned } = recorder;
  do {
    const picker = new ReducingPicker(recorder, reduced, program.faults, time);
    const run = attempt(program, workload, recorder, picker, time);
    if (recorder.learned !== learned) return 'learned';
    // Of runs that were left, too: it may be for wrong constraints that they were.
    const made = run ?? picker.run;
    if (time === 'constraints' && made !== undefined && whyClock(made, recorder.steps) !== undefined)
      return 'needs the clock';
    picker.tell();
    const pending = run?.pending.events.map((event) => recorder.nameOf(event)) ?? [];
    if (reduced.end(pending) !== 'complete' || run === undefined) {
      yield { what: 'blocked' };
      continue;
    }
    const longer = recorder.spans.find((span) => reduced.mayLastLonger(span, pending));
    const mayFail = run.findings.length > 0 || longer !== undefined;
    // They take long to find out, and of a run that passes nobody asks for them.
    const isAsked = time === 'constraints' && mayFail;
    const momentsMs = isAsked ? reduced.momentsAtEnd(pending, longer) : undefined;
    const { steps } = recorder;
    const { orders } = reduced;
    yield { what: 'run', run, mayFail, steps, time, momentsMs, orders, isBounded: picker.isBounded };
  } while (yield* toNextRun(reduced));
  return 'complete';
}

/** Whether there is one. */
function* toNextRun(reduced: ReducedSearch): Generator<Attempt, boolean, void> {
  for (;;) {
    const { what, deadEnds } = reduced.next();
    if (deadEnds > 0) yield { what: 'spared', runs: deadEnds };
    if (what !== 'nothing yet') return what === 'run';
  }
}

/** Undefined where the run was left. */
function attempt(
  program: Program,
  workload: unknown,
  recorder: FootprintRecorder,
  picker: Picker,
  time: TimeRule,
): Run | undefined {
  try {
    return recorder.record((watch) => program.run(workload, watch(picker)), time === 'constraints');
  } catch (error) {
    if (error === NOT_NEEDED) return undefined;
    throw error;
  }
}
